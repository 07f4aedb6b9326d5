<?php

/**
 * Nothing to see: the module keeps its notes in this folder, and PHP must be able to write into it.
 */

declare(strict_types=1);
