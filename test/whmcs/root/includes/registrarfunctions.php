<?php

/** Core functions that modules include themselves outside registrar calls (contract section 2). */

declare(strict_types=1);

use WhmcsDouble\Installation;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

function getRegistrarConfigOptions($module): array
{
    return Installation::current()->modules->settings((string) $module);
}

function injectDomainObjectIfNecessary($params): array
{
    if (!isset($params['domainObj'])) {
        $params['domainObj'] = new WHMCS\Domains\Domain($params['sld'] . '.' . $params['tld']);
    }

    return $params;
}
