<?php

/**
 * NiceNIC Companion: the functions that WHMCS calls. Each hands over to one class in lib/; the registrar's rules
 * live in the sidecar.
 */

declare(strict_types=1);

use NiceNicCompanion\Whmcs\Actions\CheckAvailability;
use NiceNicCompanion\Whmcs\Actions\DeleteNameserver;
use NiceNicCompanion\Whmcs\Actions\GetContactDetails;
use NiceNicCompanion\Whmcs\Actions\GetDomainInformation;
use NiceNicCompanion\Whmcs\Actions\GetDomainSuggestions;
use NiceNicCompanion\Whmcs\Actions\GetNameservers;
use NiceNicCompanion\Whmcs\Actions\GetTldPricing;
use NiceNicCompanion\Whmcs\Actions\ModifyNameserver;
use NiceNicCompanion\Whmcs\Actions\RegisterDomain;
use NiceNicCompanion\Whmcs\Actions\RegisterNameserver;
use NiceNicCompanion\Whmcs\Actions\RenewDomain;
use NiceNicCompanion\Whmcs\Actions\SaveContactDetails;
use NiceNicCompanion\Whmcs\Actions\SaveNameservers;
use NiceNicCompanion\Whmcs\Actions\SettleOrder;
use NiceNicCompanion\Whmcs\Actions\Sync;
use NiceNicCompanion\Whmcs\Actions\SyncNow;
use NiceNicCompanion\Whmcs\Actions\TestConnection;
use NiceNicCompanion\Whmcs\Actions\TransferDomain;
use NiceNicCompanion\Whmcs\Actions\TransferSync;
use NiceNicCompanion\Whmcs\Actions\ValidateConfiguration;
use NiceNicCompanion\Whmcs\Admin\DomainButtons;
use NiceNicCompanion\Whmcs\Admin\DomainRows;
use NiceNicCompanion\Whmcs\ConfigurationFields;
use NiceNicCompanion\Whmcs\Module;
use NiceNicCompanion\Whmcs\SuggestionOptions;

if (!defined('WHMCS')) {
    die('This file cannot be accessed directly');
}

require_once __DIR__ . '/lib/autoload.php';
require_once __DIR__ . '/operations.php';

/**
 * @return array{DisplayName: string, APIVersion: string} API version 1.1 gives contact data untouched in `original`
 */
function niceniccompanion_MetaData()
{
    return ['DisplayName' => Module::DISPLAY_NAME, 'APIVersion' => '1.1'];
}

/**
 * Called on many admin pages, also before there are any settings: it only returns constants.
 *
 * @param array<string, mixed> $params stored settings, unused
 * @return array<string, array<string, string>>
 */
function niceniccompanion_getConfigArray($params = [])
{
    return ConfigurationFields::all();
}

/**
 * Called when the settings are saved.
 *
 * @param array<string, mixed> $params
 * @throws \WHMCS\Exception\Module\InvalidConfiguration to refuse the save
 */
function niceniccompanion_config_validate($params)
{
    (new ValidateConfiguration())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return \WHMCS\Domains\DomainLookup\ResultsList
 * @throws \Exception with a text that customers may read; WHMCS accepts nothing but a list or an exception here
 */
function niceniccompanion_CheckAvailability($params)
{
    return (new CheckAvailability())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return \WHMCS\Domains\DomainLookup\ResultsList
 * @throws \Exception with a text that customers may read; WHMCS accepts nothing but a list or an exception here
 */
function niceniccompanion_GetDomainSuggestions($params)
{
    return (new GetDomainSuggestions())->run($params);
}

/**
 * @param array<string, mixed> $params stored settings, unused
 * @return array<string, array<string, string>>
 */
function niceniccompanion_DomainSuggestionOptions($params = [])
{
    return SuggestionOptions::all();
}

/**
 * @param array<string, mixed> $params settings only
 * @return \WHMCS\Results\ResultsList|array<string, string> a list of import items, or `error`
 */
function niceniccompanion_GetTldPricing($params)
{
    return (new GetTldPricing())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success`, `pending` or `error`
 */
function niceniccompanion_RegisterDomain($params)
{
    return (new RegisterDomain())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_RenewDomain($params)
{
    return (new RenewDomain())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_TransferDomain($params)
{
    return (new TransferDomain())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `active` and `expirydate` as far as known, or `error` alone
 */
function niceniccompanion_Sync($params)
{
    return (new Sync())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `completed` with `expirydate`, nothing while the transfer is pending, or `error` alone
 */
function niceniccompanion_TransferSync($params)
{
    return (new TransferSync())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return \WHMCS\Domain\Registrar\Domain
 * @throws \Exception with a text that customers may read, as WHMCS documents it
 */
function niceniccompanion_GetDomainInformation($params)
{
    return (new GetDomainInformation())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, string> `ns1` to `ns5` as far as there are any, or `error` alone
 */
function niceniccompanion_GetNameservers($params)
{
    return (new GetNameservers())->run($params);
}

/**
 * WHMCS shows this form whether the function is there or not.
 *
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_SaveNameservers($params)
{
    return (new SaveNameservers())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> texts by label of the one type `Registrant`, or `error` alone
 */
function niceniccompanion_GetContactDetails($params)
{
    return (new GetContactDetails())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_SaveContactDetails($params)
{
    return (new SaveContactDetails())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_RegisterNameserver($params)
{
    return (new RegisterNameserver())->run($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_ModifyNameserver($params)
{
    return (new ModifyNameserver())->run($params);
}

/**
 * WHMCS shows this form whether the function is there or not.
 *
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` or `error`
 */
function niceniccompanion_DeleteNameserver($params)
{
    return (new DeleteNameserver())->run($params);
}

/**
 * Called twice for each admin page of a domain.
 *
 * @param array<string, mixed> $params
 * @return array<string, string> the function behind each label
 */
function niceniccompanion_AdminCustomButtonArray($params)
{
    return DomainButtons::all($params);
}

/**
 * @param array<string, mixed> $params
 * @return array<string, string> HTML by label
 */
function niceniccompanion_AdminDomainsTabFields($params)
{
    return DomainRows::all($params);
}

/**
 * Button "Sync now".
 *
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` and `message`, or `error`
 */
function niceniccompanion_SyncNow($params)
{
    return (new SyncNow())->run($params);
}

/**
 * Button "Test connection".
 *
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` and `message`, or `error`
 */
function niceniccompanion_TestConnection($params)
{
    return (new TestConnection())->run($params);
}

/**
 * Button "Settle this order".
 *
 * @param array<string, mixed> $params
 * @return array<string, mixed> `success` and `message`, or `error`
 */
function niceniccompanion_SettleOrder($params)
{
    return (new SettleOrder())->run($params);
}
