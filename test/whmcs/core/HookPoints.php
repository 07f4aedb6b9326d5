<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * The hook points of contract section 7 and what a callback may return there: "none" (nothing), "abort"
 * (abortWithError or abortWithSuccess), "html", "array", "bool", "any".
 */
final class HookPoints
{
    public const RETURNS = [
        'PreRegistrarRegisterDomain' => 'abort',
        'PreRegistrarTransferDomain' => 'abort',
        'PreRegistrarRenewDomain' => 'abort',
        'PreRegistrarGetContactDetails' => 'abort',
        'PreRegistrarSaveContactDetails' => 'abort',
        'PreRegistrarGetDNS' => 'abort',
        'PreRegistrarSaveDNS' => 'abort',
        'PreRegistrarGetEPPCode' => 'abort',
        'PreRegistrarGetNameservers' => 'abort',
        'PreRegistrarSaveNameservers' => 'abort',
        'PreRegistrarRequestDelete' => 'abort',
        'AfterRegistrarRegister' => 'none',
        'AfterRegistrarTransfer' => 'none',
        'AfterRegistrarRenew' => 'none',
        'AfterRegistrarGetContactDetails' => 'none',
        'AfterRegistrarSaveContactDetails' => 'none',
        'AfterRegistrarGetDNS' => 'none',
        'AfterRegistrarSaveDNS' => 'none',
        'AfterRegistrarGetEPPCode' => 'none',
        'AfterRegistrarGetNameservers' => 'none',
        'AfterRegistrarSaveNameservers' => 'none',
        'AfterRegistrarRequestDelete' => 'none',
        'AfterRegistrarRegistration' => 'none',
        'AfterRegistrarRegistrationFailed' => 'none',
        'AfterRegistrarRenewal' => 'none',
        'AfterRegistrarRenewalFailed' => 'none',
        'AfterRegistrarTransferFailed' => 'none',
        'PreDomainRegister' => 'none',
        'PreDomainTransfer' => 'none',
        'DomainValidation' => 'none',
        'DomainEdit' => 'none',
        'DomainDelete' => 'none',
        'DomainTransferCompleted' => 'none',
        'DomainTransferFailed' => 'none',
        'TopLevelDomainAdd' => 'none',
        'TopLevelDomainDelete' => 'none',
        'TopLevelDomainUpdate' => 'none',
        'TopLevelDomainPricingUpdate' => 'none',
        'ShoppingCartValidateDomainsConfig' => 'array',
        'ShoppingCartValidateCheckout' => 'array',
        'OrderDomainPricingOverride' => 'any',
        'PreCronJob' => 'none',
        'DailyCronJobPreEmail' => 'bool',
        'DailyCronJob' => 'none',
        'AfterCronJob' => 'none',
        'PreAutomationTask' => 'none',
        'PostAutomationTask' => 'none',
        'LogActivity' => 'none',
        'AdminAreaPage' => 'array',
        'AdminAreaHeadOutput' => 'html',
        'AdminAreaHeaderOutput' => 'html',
        'AdminAreaFooterOutput' => 'html',
        'AdminHomepage' => 'html',
        'AdminHomeWidgets' => 'any',
        'AdminClientDomainsTabFields' => 'array',
        'AdminClientDomainsTabFieldsSave' => 'none',
        'ClientAreaPrimarySidebar' => 'none',
        'ClientAreaPageDomainDetails' => 'array',
        'ClientAreaPageDomainDNSManagement' => 'array',
        'ClientAreaPageDomainEmailForwarding' => 'array',
        'ClientAreaPageDomainEPPCode' => 'array',
        'ClientAreaPageDomainContacts' => 'array',
        'ClientAreaPageDomainRegisterNameservers' => 'array',
        'ClientAreaDomainDetailsOutput' => 'html',
    ];

    /** Text saying what is wrong with a callback's return value, or null. */
    public static function fault(string $point, $value): ?string
    {
        if ($value === null) {
            return null;
        }
        $fine = [
            'none' => false,
            'abort' => is_array($value) && self::isAbort($value),
            'html' => is_string($value),
            'array' => is_array($value),
            'bool' => is_bool($value),
            'any' => true,
        ];
        $expected = self::RETURNS[$point] ?? 'any';

        $text = "returned a value where \"$expected\" is expected: " . Plain::json(Plain::of($value));

        return $fine[$expected] ? null : $text;
    }

    private static function isAbort(array $value): bool
    {
        return $value === []
            || $value === ['abortWithSuccess' => true]
            || (array_keys($value) === ['abortWithError'] && is_string($value['abortWithError'])
                && $value['abortWithError'] !== '');
    }
}
