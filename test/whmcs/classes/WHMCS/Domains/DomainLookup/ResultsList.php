<?php

declare(strict_types=1);

namespace WHMCS\Domains\DomainLookup;

class ResultsList extends \WHMCS\Results\ResultsList
{
}
