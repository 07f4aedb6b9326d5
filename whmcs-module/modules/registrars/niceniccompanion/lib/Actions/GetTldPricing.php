<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\ShopTlds;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;
use WHMCS\Domain\TopLevel\ImportItem;
use WHMCS\Results\ResultsList;

/** The price import (Utilities > Registrar TLD Sync): NiceNIC's prices of the TLDs that the shop has. */
final class GetTldPricing
{
    /** Seconds. An admin waits; the sidecar answers within 22 with what it knows by then. */
    private const LIMIT = 25.0;

    /** NiceNIC documents 1 to 10 years with exceptions for some TLDs, which it does not name. */
    private const MIN_YEARS = 1;
    private const MAX_YEARS = 10;

    /** Why a price is missing or not today's, in the order that it is told in. */
    private const NOTES = ['not_sold', 'not_read_yet', 'failed', 'out_of_date'];

    /**
     * @param array<string, mixed> $params
     * @return ResultsList|array<string, string> an error only when there is no price at all
     */
    public function run(array $params)
    {
        try {
            $tlds = ShopTlds::all();
            if ($tlds === []) {
                return ['error' => Texts::say('module:prices.no_tlds')];
            }
            [$list, $notes] = (new ActionCall('GetTldPricing', self::LIMIT))->send(
                new Params($params),
                ['tlds' => $tlds],
                [self::class, 'read']
            );
        } catch (ActionFailed $failed) {
            return ['error' => Texts::line($failed->getMessage())];
        }
        $told = Texts::sentences($notes);
        if (count($list) === 0) {
            return ['error' => Texts::line(Texts::say('module:prices.none', ['notes' => $told]))];
        }
        if ($told !== '') {
            ActivityLog::note(Texts::say('module:prices.incomplete', ['notes' => $told]));
        }

        return $list;
    }

    /**
     * @param array<string, mixed> $result
     * @return array{0: ResultsList, 1: list<string>}|null the items, and sentences about what is missing or old
     */
    public static function read(array $result): ?array
    {
        if (!is_array($result['prices'] ?? null) || !is_array($result['missing'] ?? null)) {
            return null;
        }
        $list = new ResultsList();
        $byNote = array_fill_keys(self::NOTES, []);
        foreach ($result['prices'] as $price) {
            if (!self::isPrice($price)) {
                return null;
            }
            $list[] = self::item($price);
            if (($price['outOfDate'] ?? false) === true) {
                $byNote['out_of_date'][] = '.' . $price['tld'];
            }
        }
        foreach ($result['missing'] as $missing) {
            $why = is_array($missing) ? ($missing['why'] ?? null) : null;
            if (!is_string($why) || !isset($byNote[$why]) || !is_string($missing['tld'] ?? null)) {
                return null;
            }
            $byNote[$why][] = '.' . $missing['tld'];
        }
        $notes = [];
        foreach (array_filter($byNote) as $note => $tlds) {
            $notes[] = Texts::say("module:prices.notes.$note", ['tlds' => Texts::items($tlds)]);
        }

        return [$list, $notes];
    }

    /**
     * @param mixed $price
     */
    private static function isPrice($price): bool
    {
        return is_array($price)
            && is_string($price['tld'] ?? null) && $price['tld'] !== ''
            && is_string($price['currency'] ?? null) && $price['currency'] !== ''
            && self::isAmount($price['register'] ?? null) && $price['register'] > 0
            && (!isset($price['renew']) || self::isAmount($price['renew']))
            && (!isset($price['transfer']) || self::isAmount($price['transfer']));
    }

    /**
     * @param mixed $amount
     */
    private static function isAmount($amount): bool
    {
        return (is_int($amount) || is_float($amount)) && $amount >= 0;
    }

    /**
     * @param array<string, mixed> $price
     */
    private static function item(array $price): ImportItem
    {
        $item = new ImportItem();
        $item->setExtension('.' . $price['tld']);
        $item->setMinYears(self::MIN_YEARS);
        $item->setMaxYears(self::MAX_YEARS);
        $item->setRegisterPrice((float) $price['register']);
        // Null tells WHMCS that there is no such price.
        $item->setRenewPrice(isset($price['renew']) ? (float) $price['renew'] : null);
        $item->setTransferPrice(isset($price['transfer']) ? (float) $price['transfer'] : null);
        $item->setCurrency($price['currency']);

        return $item;
    }
}
