<?php

declare(strict_types=1);

namespace WHMCS\Exception\Module;

class InvalidConfiguration extends \Exception
{
}
