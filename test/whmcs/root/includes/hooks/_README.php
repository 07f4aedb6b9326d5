<?php

// Files in this folder are loaded on every page, except those whose name starts with an underscore.
