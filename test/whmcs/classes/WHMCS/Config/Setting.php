<?php

declare(strict_types=1);

namespace WHMCS\Config;

/** General settings of the installation; null for a name that is not set. */
class Setting
{
    public static function getValue($name)
    {
        return $GLOBALS['CONFIG'][$name] ?? null;
    }
}
