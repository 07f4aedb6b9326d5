<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use WHMCS\Domains\DomainLookup\SearchResult;

/** What the sidecar found out about one name, as WHMCS's search result (whmcs-contract.md sections 5.4 and 10.2). */
final class FoundName
{
    /**
     * A name that is not understood is unknown, and so is a premium one without its prices: at the normal price it
     * must not be sold.
     *
     * @param array<string, mixed> $found `status`, and `premium` with the registrar's prices of a premium name
     */
    public static function result(string $sld, string $tld, array $found): SearchResult
    {
        $result = new SearchResult($sld, $tld);
        $status = self::status($found['status'] ?? null);
        if (isset($found['premium'])) {
            $pricing = self::pricing($found['premium']);
            $status = $pricing === [] ? SearchResult::STATUS_UNKNOWN : $status;
            $result->setPremiumDomain($pricing !== []);
            $result->setPremiumCostPricing($pricing);
        }
        $result->setStatus($status);

        return $result;
    }

    /**
     * @param mixed $status
     * @return mixed one of WHMCS's constants, whose values are not documented
     */
    private static function status($status)
    {
        switch ($status) {
            case 'available':
                return SearchResult::STATUS_NOT_REGISTERED;
            case 'registered':
                return SearchResult::STATUS_REGISTERED;
            case 'reserved':
                return SearchResult::STATUS_RESERVED;
            case 'tld_not_supported':
                return SearchResult::STATUS_TLD_NOT_SUPPORTED;
            default:
                return SearchResult::STATUS_UNKNOWN;
        }
    }

    /**
     * @param mixed $premium
     * @return array<string, mixed> empty when it does not have the agreed form
     */
    private static function pricing($premium): array
    {
        $isWhole = is_array($premium) && is_string($premium['currency'] ?? null) && $premium['currency'] !== '';
        foreach (['register', 'renew'] as $kind) {
            $price = $isWhole ? ($premium[$kind] ?? null) : null;
            $isWhole = (is_int($price) || is_float($price)) && $price > 0;
        }

        return $isWhole ? [
            'register' => (float) $premium['register'],
            'renew' => (float) $premium['renew'],
            'CurrencyCode' => $premium['currency'],
        ] : [];
    }
}
