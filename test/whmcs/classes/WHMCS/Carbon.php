<?php

declare(strict_types=1);

namespace WHMCS;

/** Dates as WHMCS hands them to modules and wants them back (contract section 10.4). */
class Carbon extends \Carbon\Carbon
{
}
