<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** One run of crons/cron.php (contract sections 7.2 and 11). */
final class Cron
{
    /** Domains per run of DomainStatusSync. */
    private const BATCH = 50;

    private const SYNCED = ['Active', 'Pending Registration'];

    /** @var Installation */
    private $installation;

    /** @var Dispatcher */
    private $dispatcher;

    /** @var array[] lines of the synchronisation report */
    private $report = [];

    /** @var string|null why the run ended before its end */
    private $ended;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
        $this->dispatcher = new Dispatcher($installation);
    }

    /**
     * @param bool       $daily whether the daily tasks are due
     * @param bool       $sync  whether the sync tasks are due
     * @param float|null $limit seconds for each Sync call
     */
    public function run(bool $daily, bool $sync, ?float $limit): array
    {
        $started = hrtime(true);
        if ($daily) {
            $this->hook('PreCronJob', []);
        }
        if ($sync && $this->installation->store->read()['automation']['domainSyncEnabled']) {
            $this->task('DomainStatusSync', function () use ($limit): void {
                $this->sync($this->nextBatch(), 'Sync', $limit);
            });
            $this->task('DomainTransferSync', function () use ($limit): void {
                $this->sync($this->domains(['Pending Transfer']), 'TransferSync', $limit);
            });
            $this->mailReport();
        }
        if ($daily) {
            $suppressed = in_array(true, $this->hook('DailyCronJobPreEmail', []), true);
            if (!$suppressed && $this->ended === null) {
                $this->installation->mailer->toAdmins('system', 'WHMCS Cron Job Activity', '<p>Daily report</p>');
            }
            $this->hook('DailyCronJob', []);
        }
        $this->hook('AfterCronJob', []);

        return [
            'report' => $this->report,
            'ended' => $this->ended,
            'milliseconds' => (hrtime(true) - $started) / 1e6,
        ];
    }

    private function task(string $name, callable $work): void
    {
        $task = (object) ['name' => $name];
        $this->hook('PreAutomationTask', [$task, false]);
        if ($this->ended === null) {
            $work();
        }
        $this->hook('PostAutomationTask', [$task, true]);
    }

    private function hook(string $point, array $arguments): array
    {
        if ($this->ended !== null) {
            return [];
        }
        $answers = $this->installation->hooks->run($point, $arguments === [] ? [[]] : $arguments);
        if ($this->installation->hooks->broken) {
            $this->ended = "an exception in a $point hook";
        }

        return $answers;
    }

    private function sync(array $domains, string $function, ?float $limit): void
    {
        foreach ($domains as $domain) {
            $module = $domain['registrar'];
            if ($this->ended !== null) {
                return;
            }
            if (!$this->installation->modules->has($module, $function)) {
                $this->line($domain, $function, 'failed', 'Sync Not Supported by Registrar Module');
                continue;
            }
            $answer = $this->dispatcher->call($module, $function, $domain['id'], [], $limit);
            if ($answer['threw'] || $this->installation->hooks->broken) {
                $this->ended = "an exception in {$module}_$function or its hooks";
            }
            $this->line($domain, $function, $answer['outcome'], (string) $answer['report']);
        }
    }

    private function line(array $domain, string $function, string $outcome, string $text): void
    {
        $this->report[] = [
            'domainId' => $domain['id'],
            'domain' => $domain['domain'],
            'function' => $function,
            'outcome' => $outcome,
            'text' => $text,
        ];
    }

    private function mailReport(): void
    {
        if ($this->report === [] || $this->ended !== null) {
            return;
        }
        $rows = '';
        foreach ($this->report as $line) {
            $rows .= '<li>' . htmlspecialchars($line['domain'] . ': ' . $line['text'], ENT_QUOTES, 'UTF-8') . '</li>';
        }
        $this->installation->mailer->toAdmins('system', 'WHMCS Domain Synchronisation Cron Report', "<ul>$rows</ul>");
    }

    /** The next domains in turn: whoever was synced waits until all others were. */
    private function nextBatch(): array
    {
        $eligible = $this->domains(self::SYNCED);
        $waiting = array_values(array_filter($eligible, static function (array $domain): bool {
            return !$domain['synced'];
        }));
        $restart = $waiting === [];
        $batch = array_slice($restart ? $eligible : $waiting, 0, self::BATCH);
        $ids = array_column($batch, 'id');
        $this->installation->store->update(static function (array &$state) use ($ids, $restart): void {
            foreach ($state['domains'] as &$domain) {
                $domain['synced'] = in_array($domain['id'], $ids, true) || ($domain['synced'] && !$restart);
            }
        });

        return $batch;
    }

    private function domains(array $statuses): array
    {
        return array_values(array_filter(
            $this->installation->store->read()['domains'],
            static function (array $domain) use ($statuses): bool {
                return in_array($domain['status'], $statuses, true) && $domain['registrar'] !== '';
            }
        ));
    }
}
