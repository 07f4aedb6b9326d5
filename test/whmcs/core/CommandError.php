<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The command itself is wrong: the test's fault, not the module's. */
final class CommandError extends \Exception
{
}
