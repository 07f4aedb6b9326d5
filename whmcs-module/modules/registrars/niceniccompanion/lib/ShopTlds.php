<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** The TLDs that the shop sells, as WHMCS's own command GetTLDPricing lists them: those with a price in the shop. */
final class ShopTlds
{
    /**
     * @return list<string> without a dot in front
     * @throws ActionFailed
     */
    public static function all(): array
    {
        $answer = LocalApi::call('GetTLDPricing', [], 'module:prices.no_tld_list');
        $pricing = is_array($answer['pricing'] ?? null) ? $answer['pricing'] : [];

        return array_map(static function ($tld): string {
            return ltrim((string) $tld, '.');
        }, array_keys($pricing));
    }
}
