<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;
use WHMCS\Domains\DomainLookup\ResultsList;

/** The domain search of cart and admin area: one result for each ending that WHMCS asks about. */
final class CheckAvailability
{
    /** Seconds, so that a search ends within 10: further ones of the same visitor wait for the PHP session. */
    private const LIMIT = 9.5;

    /**
     * @param array<string, mixed> $params
     * @throws \Exception shown to customers
     */
    public function run(array $params): ResultsList
    {
        $values = new Params($params);
        $tlds = $values->texts('tldsToInclude');
        if ($tlds === []) {
            return new ResultsList();
        }
        $sld = $values->text('searchTerm');
        try {
            return (new ActionCall('CheckAvailability', self::LIMIT))->send(
                $values,
                [
                    'searchTerm' => $sld,
                    'punyCodeSearchTerm' => $values->text('punyCodeSearchTerm'),
                    'tldsToInclude' => $tlds,
                    'isIdnDomain' => $values->flag('isIdnDomain'),
                    'premiumEnabled' => $values->flag('premiumEnabled'),
                ],
                function (array $result) use ($sld, $tlds): ?ResultsList {
                    $found = $result['results'] ?? null;

                    return is_array($found) ? $this->results($sld, $tlds, $this->byEnding($found)) : null;
                }
            );
        } catch (ActionFailed $failed) {
            throw new \Exception($failed->customerText(Texts::toCustomer('module:for_customers.unavailable')));
        }
    }

    /**
     * @param array<mixed> $found
     * @return array<string, array<string, mixed>> by ending without the dot
     */
    private function byEnding(array $found): array
    {
        $byEnding = [];
        foreach ($found as $one) {
            if (is_array($one) && is_string($one['tld'] ?? null)) {
                $byEnding[ltrim($one['tld'], '.')] = $one;
            }
        }

        return $byEnding;
    }

    /**
     * @param list<string>                        $tlds  as WHMCS wrote them, each with a dot in front
     * @param array<string, array<string, mixed>> $found
     */
    private function results(string $sld, array $tlds, array $found): ResultsList
    {
        $list = new ResultsList();
        foreach ($tlds as $tld) {
            $list->append(FoundName::result($sld, $tld, $found[ltrim($tld, '.')] ?? []));
        }

        return $list;
    }
}
