<?php

/**
 * The functions that WHMCS shows a button for as soon as they are defined, and that NiceNIC publishes no operation for:
 * each is defined while the sidecar's operations file enables it.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Actions\GetDNS;
use NiceNicCompanion\Whmcs\Actions\GetEPPCode;
use NiceNicCompanion\Whmcs\Actions\GetRegistrarLock;
use NiceNicCompanion\Whmcs\Actions\IDProtectToggle;
use NiceNicCompanion\Whmcs\Actions\ReleaseDomain;
use NiceNicCompanion\Whmcs\Actions\RequestDelete;
use NiceNicCompanion\Whmcs\Actions\SaveDNS;
use NiceNicCompanion\Whmcs\Actions\SaveRegistrarLock;
use NiceNicCompanion\Whmcs\Operations\EnabledOperations;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

if (EnabledOperations::has('GetRegistrarLock')) {
    /**
     * @param array<string, mixed> $params
     * @return string|array<string, string> `locked` or `unlocked`, or an array with `error` alone
     */
    function niceniccompanion_GetRegistrarLock($params)
    {
        return (new GetRegistrarLock())->run($params);
    }
}

if (EnabledOperations::has('SaveRegistrarLock')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> `success` or `error`
     */
    function niceniccompanion_SaveRegistrarLock($params)
    {
        return (new SaveRegistrarLock())->run($params);
    }
}

if (EnabledOperations::has('GetEPPCode')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, string> `eppcode`, `success` when the registrar mails it, or `error` alone
     */
    function niceniccompanion_GetEPPCode($params)
    {
        return (new GetEPPCode())->run($params);
    }
}

if (EnabledOperations::has('IDProtectToggle')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> `success` or `error`
     */
    function niceniccompanion_IDProtectToggle($params)
    {
        return (new IDProtectToggle())->run($params);
    }
}

if (EnabledOperations::has('ReleaseDomain')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> `success` or `error`
     */
    function niceniccompanion_ReleaseDomain($params)
    {
        return (new ReleaseDomain())->run($params);
    }
}

if (EnabledOperations::has('RequestDelete')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> `success` or `error`
     */
    function niceniccompanion_RequestDelete($params)
    {
        return (new RequestDelete())->run($params);
    }
}

if (EnabledOperations::has('GetDNS')) {
    /**
     * @param array<string, mixed> $params
     * @return array<mixed> a list of records, or `error` alone
     */
    function niceniccompanion_GetDNS($params)
    {
        return (new GetDNS())->run($params);
    }
}

if (EnabledOperations::has('SaveDNS')) {
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> `success` or `error`
     */
    function niceniccompanion_SaveDNS($params)
    {
        return (new SaveDNS())->run($params);
    }
}
