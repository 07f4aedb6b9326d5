<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** A change of one domain that costs nothing: it is done, or the error says why not. */
final class Change
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /**
     * @param array<string, mixed> $fields
     * @return array<string, mixed> `success` or `error`, which client pages print
     */
    public static function send(string $action, Params $values, array $fields, float $limit = self::LIMIT): array
    {
        try {
            return (new ActionCall($action, $limit))->send($values, $fields, static function (array $result): ?array {
                return ($result['done'] ?? null) === true ? ['success' => true] : null;
            });
        } catch (ActionFailed $failed) {
            return ['error' => $failed->pageText(Texts::toCustomer('module:for_customers.not_done'))];
        }
    }
}
