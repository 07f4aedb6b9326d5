<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\SuggestionOptions;
use NiceNicCompanion\Whmcs\Texts;
use WHMCS\Domains\DomainLookup\ResultsList;
use WHMCS\Domains\DomainLookup\SearchResult;

/** Names like the searched one that can be bought, for the domain search of cart and admin area. */
final class GetDomainSuggestions
{
    /** Seconds, as for the search itself. */
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
        try {
            return (new ActionCall('GetDomainSuggestions', self::LIMIT))->send(
                $values,
                [
                    'searchTerm' => $values->text('searchTerm'),
                    'tldsToInclude' => $tlds,
                    'premiumEnabled' => $values->flag('premiumEnabled'),
                    'suggestionSettings' => SuggestionOptions::chosen($values->section('suggestionSettings')),
                ],
                [self::class, 'read']
            );
        } catch (ActionFailed $failed) {
            throw new \Exception($failed->customerText(Texts::toCustomer('module:for_customers.unavailable')));
        }
    }

    /**
     * @param array<string, mixed> $result
     */
    public static function read(array $result): ?ResultsList
    {
        if (!is_array($result['results'] ?? null)) {
            return null;
        }
        $list = new ResultsList();
        foreach ($result['results'] as $found) {
            $name = is_array($found) ? self::suggestion($found) : null;
            // WHMCS takes every suggestion for one that can be bought.
            if ($name !== null && $name->getStatus() === SearchResult::STATUS_NOT_REGISTERED) {
                $list->append($name);
            }
        }

        return $list;
    }

    /**
     * @param array<string, mixed> $found
     */
    private static function suggestion(array $found): ?SearchResult
    {
        $score = $found['score'] ?? null;
        foreach (['sld', 'tld'] as $part) {
            if (!is_string($found[$part] ?? null) || $found[$part] === '') {
                return null;
            }
        }
        if (!is_int($score) && !is_float($score)) {
            return null;
        }
        $result = FoundName::result($found['sld'], $found['tld'], $found);
        $result->setScore((float) $score);

        return $result;
    }
}
