<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Admin\DomainPage;
use NiceNicCompanion\Whmcs\Admin\DomainRecord;
use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts;

/**
 * Button "Sync now": what NiceNIC's list says now, written into WHMCS. WHMCS ignores what Sync answers to a button
 * (whmcs-contract.md section 5.6).
 */
final class SyncNow
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /**
     * Statuses that an active domain at NiceNIC ends. Not those that somebody chose, nor Pending Transfer: the end of a
     * transfer is told by TransferSync, which has WHMCS mail the client.
     */
    private const ENDED_BY_ACTIVE = ['Pending Registration', 'Grace', 'Redemption', 'Expired'];

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        $id = $values->integer('domainid');
        // Whoever presses a button wants to know how things stand now.
        Breaker::reset();
        try {
            $found = (new ActionCall('Sync', self::LIMIT))->send(
                $values,
                DomainFields::of($values) + ['refresh' => true],
                [Sync::class, 'read']
            );
            $changes = $this->changes(DomainRecord::read($id), $found);
            if ($changes !== []) {
                DomainRecord::change($id, $changes);
            }

            return ['success' => true, 'message' => $this->message($changes)];
        } catch (ActionFailed $failed) {
            return ['error' => $failed->getMessage()];
        } finally {
            DomainPage::forget();
        }
    }

    /**
     * @param array<string, mixed> $found what Sync would answer
     * @return array<string, string>
     */
    private function changes(Fields $record, array $found): array
    {
        $changes = [];
        if (isset($found['expirydate']) && $found['expirydate'] !== $record->text('expirydate')) {
            $changes['expirydate'] = $found['expirydate'];
        }
        if (isset($found['active']) && in_array($record->text('status'), self::ENDED_BY_ACTIVE, true)) {
            $changes['status'] = 'Active';
        }

        return $changes;
    }

    /**
     * @param array<string, string> $changes
     */
    private function message(array $changes): string
    {
        if ($changes === []) {
            return Texts::say('module:domain.sync_unchanged');
        }
        $texts = [];
        foreach ($changes as $name => $value) {
            $texts[] = Texts::say("module:domain.sync_changes.$name", ['value' => $value]);
        }

        return Texts::say('module:domain.sync_changed', ['changes' => Texts::items($texts)]);
    }
}
