<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Carbon;

/** What WHMCS does to the domain's record after a call (contract sections 5.1, 5.6 and 10.4). */
final class StatusEngine
{
    /** Before this version there was no Pending Registration: "pending" counts as plain success. */
    private const PENDING_SINCE = '8.4.0';

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /** @param string $outcome "success", "pending" or "failed" */
    public function afterOrder(string $function, array $domain, string $outcome): void
    {
        if ($outcome === 'failed') {
            return;
        }
        if ($function === 'TransferDomain') {
            $this->change($domain['id'], ['status' => 'Pending Transfer']);
        }
        if ($function !== 'RegisterDomain') {
            return;
        }
        if ($outcome === 'pending' && version_compare($this->installation->version(), self::PENDING_SINCE, '>=')) {
            $this->change($domain['id'], ['status' => 'Pending Registration']);

            return;
        }
        $expiry = Carbon::today()->addYears($domain['regperiod'])->toDateString();
        $this->change($domain['id'], [
            'status' => 'Active',
            'registrationdate' => Carbon::today()->toDateString(),
            'expirydate' => $expiry,
            'nextduedate' => $expiry,
        ]);
    }

    /** Applies what Sync returned; answers the line of the report. */
    public function afterSync(array $domain, array $result): string
    {
        if (isset($result['error'])) {
            return (string) $result['error'];
        }
        $changes = [];
        if (($result['cancelled'] ?? false) === true) {
            $changes['status'] = 'Cancelled';
        } elseif (($result['transferredAway'] ?? false) === true) {
            $changes['status'] = 'Transferred Away';
        } elseif (($result['active'] ?? false) === true) {
            $changes['status'] = 'Active';
        }
        if (isset($result['expirydate'])) {
            $changes['expirydate'] = $result['expirydate'];
        }

        return $this->applySync($domain, $changes);
    }

    /** Applies what TransferSync returned; answers the line of the report. */
    public function afterTransferSync(array $domain, array $result): string
    {
        if (isset($result['error'])) {
            return (string) $result['error'];
        }
        $hookVars = [
            'domainId' => $domain['id'],
            'domain' => $domain['domain'],
            'registrationPeriod' => $domain['regperiod'],
            'registrar' => $domain['registrar'],
        ];
        if (($result['completed'] ?? false) === true) {
            $changes = ['status' => 'Active'];
            if (isset($result['expirydate'])) {
                $changes['expirydate'] = $result['expirydate'];
            }
            $line = $this->applySync($domain, $changes);
            $this->installation->hooks->run(
                'DomainTransferCompleted',
                [$hookVars + ['expiryDate' => $result['expirydate'] ?? $domain['expirydate']]]
            );

            return $line;
        }
        if (($result['failed'] ?? false) === true) {
            $this->applySync($domain, ['status' => 'Cancelled']);
            $this->installation->hooks->run(
                'DomainTransferFailed',
                [$hookVars + ['expiryDate' => $domain['expirydate']]]
            );

            return 'Transfer failed: ' . ($result['reason'] ?? '');
        }

        return 'In Sync';
    }

    private function applySync(array $domain, array $changes): string
    {
        $automation = $this->installation->store->read()['automation'];
        if (isset($changes['expirydate']) && $automation['syncNextDueDate']) {
            $days = -$automation['nextDueDateOffsetDays'];
            $changes['nextduedate'] = Carbon::parse($changes['expirydate'])->addDays($days)->toDateString();
        }
        $texts = [];
        foreach ($changes as $name => $value) {
            if ($domain[$name] !== $value) {
                $texts[] = "$name: " . ($domain[$name] ?? 'none') . " -> $value";
            }
        }
        if ($texts === []) {
            return 'In Sync';
        }
        if ($automation['notifyOnly']) {
            return 'Not applied (notify only): ' . implode(', ', $texts);
        }
        $this->change($domain['id'], $changes);

        return 'Updated ' . implode(', ', $texts);
    }

    private function change(int $id, array $changes): void
    {
        $this->installation->store->update(static function (array &$state) use ($id, $changes): void {
            foreach ($state['domains'] as &$domain) {
                if ($domain['id'] === $id) {
                    $domain = array_merge($domain, $changes);
                }
            }
        });
    }
}
