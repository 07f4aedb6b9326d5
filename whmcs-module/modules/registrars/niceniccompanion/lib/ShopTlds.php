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
        try {
            $answer = localAPI('GetTLDPricing', []);
        } catch (\Throwable $fault) {
            throw new ActionFailed(sprintf(Texts::NO_TLD_LIST, get_class($fault)));
        }
        if (!is_array($answer) || ($answer['result'] ?? null) !== 'success') {
            $message = is_array($answer) && is_string($answer['message'] ?? null) ? $answer['message'] : 'no answer';

            throw new ActionFailed(sprintf(Texts::NO_TLD_LIST, $message));
        }
        $pricing = is_array($answer['pricing'] ?? null) ? $answer['pricing'] : [];

        return array_map(static function ($tld): string {
            return ltrim((string) $tld, '.');
        }, array_keys($pricing));
    }
}
