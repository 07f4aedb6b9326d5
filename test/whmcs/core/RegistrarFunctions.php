<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * The registrar functions of contract section 5. Per function:
 *  params     which $params: "order", "domain", "sync", "transfersync", "settings"
 *  shape      method of Shapes that judges the return value
 *  extra      parameters that the caller of the double has to give
 *  pre, after hook points around the call; done, failed: outcome hooks
 *  throws     exceptions that the contract documents
 *  limit      seconds
 */
final class RegistrarFunctions
{
    /** Reads hold up a page. */
    private const READ_LIMIT = 15.0;

    /** Orders and changes may take longer, but an admin is waiting. */
    private const WRITE_LIMIT = 30.0;

    /** Functions that WHMCS calls on many pages: no I/O. */
    private const PAGE_LIMIT = 1.0;

    private const TABLE = [
        'RegisterDomain' => [
            'params' => 'order', 'shape' => 'registration', 'pre' => 'PreRegistrarRegisterDomain',
            'after' => 'AfterRegistrarRegister', 'done' => 'AfterRegistrarRegistration',
            'failed' => 'AfterRegistrarRegistrationFailed',
        ],
        'TransferDomain' => [
            'params' => 'order', 'shape' => 'action', 'pre' => 'PreRegistrarTransferDomain',
            'after' => 'AfterRegistrarTransfer', 'failed' => 'AfterRegistrarTransferFailed',
        ],
        'RenewDomain' => [
            'params' => 'order', 'shape' => 'action', 'pre' => 'PreRegistrarRenewDomain',
            'after' => 'AfterRegistrarRenew', 'done' => 'AfterRegistrarRenewal',
            'failed' => 'AfterRegistrarRenewalFailed',
        ],
        'GetDomainInformation' => [
            'shape' => 'domainInformation', 'limit' => self::READ_LIMIT, 'throws' => [\Exception::class],
        ],
        'GetNameservers' => [
            'shape' => 'nameservers', 'pre' => 'PreRegistrarGetNameservers',
            'after' => 'AfterRegistrarGetNameservers', 'limit' => self::READ_LIMIT,
        ],
        'GetRegistrarLock' => ['shape' => 'lock', 'limit' => self::READ_LIMIT],
        'GetContactDetails' => [
            'shape' => 'contacts', 'pre' => 'PreRegistrarGetContactDetails',
            'after' => 'AfterRegistrarGetContactDetails', 'limit' => self::READ_LIMIT,
        ],
        'GetDNS' => [
            'shape' => 'dns', 'pre' => 'PreRegistrarGetDNS', 'after' => 'AfterRegistrarGetDNS',
            'limit' => self::READ_LIMIT,
        ],
        'GetEmailForwarding' => ['shape' => 'forwarding', 'limit' => self::READ_LIMIT],
        'GetEPPCode' => [
            'shape' => 'eppCode', 'pre' => 'PreRegistrarGetEPPCode', 'after' => 'AfterRegistrarGetEPPCode',
            'limit' => self::READ_LIMIT,
        ],
        'ClientArea' => ['shape' => 'page', 'limit' => self::PAGE_LIMIT],
        'SaveNameservers' => [
            'shape' => 'action', 'extra' => ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'],
            'pre' => 'PreRegistrarSaveNameservers', 'after' => 'AfterRegistrarSaveNameservers',
        ],
        'SaveRegistrarLock' => ['shape' => 'action', 'extra' => ['lockenabled']],
        'SaveContactDetails' => [
            'shape' => 'action', 'extra' => ['contactdetails'], 'pre' => 'PreRegistrarSaveContactDetails',
            'after' => 'AfterRegistrarSaveContactDetails',
        ],
        'SaveDNS' => [
            'shape' => 'action', 'extra' => ['dnsrecords'], 'pre' => 'PreRegistrarSaveDNS',
            'after' => 'AfterRegistrarSaveDNS',
        ],
        'SaveEmailForwarding' => ['shape' => 'action', 'extra' => ['prefix', 'forwardto']],
        'IDProtectToggle' => ['shape' => 'action', 'extra' => ['protectenable']],
        'ReleaseDomain' => ['shape' => 'action', 'extra' => ['transfertag']],
        'RequestDelete' => [
            'shape' => 'action', 'pre' => 'PreRegistrarRequestDelete', 'after' => 'AfterRegistrarRequestDelete',
        ],
        'RegisterNameserver' => ['shape' => 'action', 'extra' => ['nameserver', 'ipaddress']],
        'ModifyNameserver' => ['shape' => 'action', 'extra' => ['nameserver', 'currentipaddress', 'newipaddress']],
        'DeleteNameserver' => ['shape' => 'action', 'extra' => ['nameserver']],
        'ResendIRTPVerificationEmail' => ['shape' => 'action'],
        'GetPremiumPrice' => ['shape' => 'premiumPrice', 'extra' => ['type'], 'throws' => [\Exception::class]],
        'GetTldPricing' => ['params' => 'settings', 'shape' => 'tldPricing'],
        'Sync' => ['params' => 'sync', 'shape' => 'sync', 'limit' => self::READ_LIMIT],
        'TransferSync' => ['params' => 'transfersync', 'shape' => 'transferSync', 'limit' => self::READ_LIMIT],
        'AdminCustomButtonArray' => ['shape' => 'buttons', 'limit' => self::PAGE_LIMIT],
        'ClientAreaCustomButtonArray' => ['shape' => 'buttons', 'limit' => self::PAGE_LIMIT],
        'ClientAreaAllowedFunctions' => ['shape' => 'buttons', 'limit' => self::PAGE_LIMIT],
        'AdminDomainsTabFields' => ['shape' => 'htmlRows', 'limit' => self::READ_LIMIT],
        'AdditionalDomainFields' => ['shape' => 'fields', 'limit' => self::PAGE_LIMIT],
        'MetaData' => ['params' => 'settings', 'shape' => 'metaData', 'limit' => self::PAGE_LIMIT],
        'DomainSuggestionOptions' => ['params' => 'settings', 'shape' => 'options', 'limit' => self::PAGE_LIMIT],
    ];

    private const DEFAULTS = [
        'params' => 'domain', 'extra' => [], 'pre' => null, 'after' => null, 'done' => null, 'failed' => null,
        'throws' => [], 'limit' => self::WRITE_LIMIT,
    ];

    /** Called as custom buttons or client pages (contract section 5.7). */
    private const CUSTOM = ['shape' => 'custom'];

    /** The row of a function, with its proper spelling as "name"; null for one that WHMCS does not call. */
    public static function find(string $function): ?array
    {
        foreach (self::TABLE as $name => $row) {
            if (strcasecmp($name, $function) === 0) {
                return ['name' => $name] + $row + self::DEFAULTS;
            }
        }

        return null;
    }

    public static function custom(string $function): array
    {
        return ['name' => $function] + self::CUSTOM + self::DEFAULTS;
    }
}
