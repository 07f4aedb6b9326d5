<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** Who this module is. */
final class Module
{
    /** Name of the folder, of the entry file and prefix of the functions. */
    public const NAME = 'niceniccompanion';

    public const DISPLAY_NAME = 'NiceNIC Companion';

    /** Sent to the sidecar with every call; the same as in package.json. */
    public const VERSION = '0.1.0';
}
