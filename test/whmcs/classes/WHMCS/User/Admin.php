<?php

declare(strict_types=1);

namespace WHMCS\User;

/** An administrator's record. */
class Admin extends Record
{
}
