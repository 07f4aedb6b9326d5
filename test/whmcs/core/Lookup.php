<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Domains\DomainLookup\ResultsList;
use WHMCS\Domains\DomainLookup\SearchResult;

/** Availability and suggestions as the cart asks for them (contract section 5.4). */
final class Lookup
{
    /** Seconds that a visitor waits for a search at most. */
    private const LIMIT = 10.0;

    private const NOT_A_LIST = 'Return must be an instance of \WHMCS\Domains\DomainLookup\ResultsList';

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /**
     * @param string   $term the label that the visitor typed
     * @param string[] $tlds with leading dot
     * @return array results, or error with the text of the exception
     */
    public function check(string $module, string $term, array $tlds, ?float $limit): array
    {
        $list = $this->ask($module, 'CheckAvailability', $term, $tlds, [], $limit);
        if (!isset($list['error'])) {
            $this->checkNames($module, $term, $tlds, $list['results']);
        }

        return $list;
    }

    /** Suggestions; every one must be available. */
    public function suggest(string $module, string $term, array $tlds, array $settings, ?float $limit): array
    {
        $list = $this->ask($module, 'GetDomainSuggestions', $term, $tlds, ['suggestionSettings' => $settings], $limit);
        foreach ($list['results'] ?? [] as $result) {
            if ($result['status'] !== 'STATUS_NOT_REGISTERED') {
                $this->fault($module, 'GetDomainSuggestions', 'a suggestion is not available');
            }
        }

        return $list;
    }

    private function ask(
        string $module,
        string $function,
        string $term,
        array $tlds,
        array $extra,
        ?float $limit
    ): array {
        if (!$this->installation->modules->has($module, $function)) {
            throw new CommandError("$module has no $function");
        }
        $state = $this->installation->store->read();
        $params = (new Params($state))->settingsOnly($this->installation->modules->settings($module)) + [
            'searchTerm' => $term,
            'punyCodeSearchTerm' => Punycode::encode($term),
            'tldsToInclude' => $tlds,
            'isIdnDomain' => $state['idnEnabled'],
            'premiumEnabled' => $state['premiumEnabled'],
        ] + $extra;
        $name = $module . '_' . $function;
        $outcome = $this->installation->sandbox->run($name, static function () use ($name, $params) {
            return $name($params);
        }, $limit ?? self::LIMIT, [\Exception::class]);
        if ($outcome->thrown !== null) {
            return ['error' => $outcome->thrown->getMessage()];
        }
        if (!$outcome->value instanceof ResultsList) {
            $this->fault($module, $function, self::NOT_A_LIST);

            return ['error' => 'InvalidArgumentException: ' . self::NOT_A_LIST];
        }

        return $this->plain($module, $function, $outcome->value);
    }

    private function plain(string $module, string $function, ResultsList $list): array
    {
        $results = [];
        foreach ($list as $item) {
            if (!$item instanceof SearchResult) {
                $text = 'Call to a member function getStatus() on ' . Plain::typeName($item);
                $this->fault($module, $function, $text);

                return ['error' => 'Error: ' . $text];
            }
            if ($item->getStatus() === null) {
                $this->fault($module, $function, $item->getDomain() . ' has no status');
            }
            $this->checkPremium($module, $function, $item);
            $results[] = $item->toDouble();
        }

        return ['results' => $results];
    }

    private function checkPremium(string $module, string $function, SearchResult $item): void
    {
        $state = $this->installation->store->read();
        if (!$item->isPremiumDomain()) {
            return;
        }
        if (!$state['premiumEnabled']) {
            $this->fault($module, $function, 'a premium result though premium domains are off');
        } elseif (!in_array($item->getPremiumCostPricing()['CurrencyCode'] ?? '', $state['currencies'], true)) {
            $this->fault($module, $function, 'the premium price is in a currency that WHMCS does not have');
        }
    }

    /** One result for each TLD that was asked for, in order, with the label as it was given. */
    private function checkNames(string $module, string $term, array $tlds, array $results): void
    {
        $expected = array_map(static function (string $tld) use ($term): string {
            return $term . '.' . ltrim($tld, '.');
        }, $tlds);
        $got = array_map(static function (array $result): string {
            return $result['sld'] . '.' . $result['tld'];
        }, $results);
        if ($got !== $expected) {
            $text = 'asked for ' . implode(', ', $expected) . ', got ' . (implode(', ', $got) ?: 'nothing');
            $this->fault($module, 'CheckAvailability', $text);
        }
    }

    private function fault(string $module, string $function, string $text): void
    {
        $this->installation->violations->record('shape', $text, $module . '_' . $function);
    }
}
