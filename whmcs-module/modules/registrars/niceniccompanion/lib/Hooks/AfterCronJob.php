<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Environment\EnvironmentReport;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Operations\OperationsRefresh;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\State\StateFile;
use NiceNicCompanion\Whmcs\State\StatusNote;
use NiceNicCompanion\Whmcs\Texts;

/**
 * At the end of each cron run: tells the sidecar which settings and addresses cron has, brings waiting alerts to the
 * administrators, and asks which operations are enabled. Cron waits for it, so one deadline covers every call. Tells the
 * administrators by itself when the sidecar stays away.
 *
 * It asks the sidecar afresh: a Sync of the same run that got no answer is the very outage that the waiting alert may
 * be about, and the sidecar may answer these routes all the same.
 */
final class AfterCronJob
{
    /** Seconds, of the promised 3: the last report to the sidecar comes on top, and a busy host takes its share. */
    private const BUDGET = 2.2;

    /** Seconds for handing over the settings. */
    private const CALL_LIMIT = 1.5;

    /** Seconds for how things stand. */
    private const STATUS_LIMIT = 0.5;

    /** Seconds that must be left to look at addresses; with less the next run reports them. */
    private const REPORT_NEEDS = 0.5;

    /** @var bool */
    private static $daily = false;

    /** @var Client */
    private $client;

    /** @var Settings */
    private $settings;

    /** @var Redactor */
    private $redactor;

    /** @var Deadline */
    private $deadline;

    private function __construct(Settings $settings, Redactor $redactor, Deadline $deadline)
    {
        $this->client = new Client($settings);
        $this->settings = $settings;
        $this->redactor = $redactor;
        $this->deadline = $deadline;
    }

    /** The run that has begun is the daily one: what is worth a note once a day is noted at its end. */
    public static function isDaily(): void
    {
        self::$daily = true;
    }

    public static function run(): void
    {
        try {
            $deadline = new Deadline(self::BUDGET);
            $settings = Settings::stored();
            if ($settings === null || $settings->sidecarUrl === '' || $settings->sidecarToken === '') {
                // Nobody uses the module: what it noted is about nothing any more.
                SidecarWatch::forget();
                StatusNote::forget();

                return;
            }
            $redactor = $settings->redactor();
            $lock = new CronLock();
            if (!$lock->isFree()) {
                return;
            }
            Breaker::reset();
            $report = ['context' => Context::cron()];
            $watch = new SidecarWatch($redactor);
            $answer = '';
            try {
                $report = (new self($settings, $redactor, $deadline))->steps($report);
                $outcome = 'success';
                $watch->reached();
            } catch (SidecarFailure $failure) {
                $answer = $failure->answer;
                $outcome = Texts::line($failure->getMessage());
                $watch->failed($failure, self::$daily);
            }
            (new ModuleLog($redactor))->record('AfterCronJob', $report, $answer, $outcome);
        } catch (\Throwable $fault) {
            // The message of a foreign exception may hold anything; its class does not.
            ActivityLog::note(Texts::say('module:hook_failed', ['kind' => get_class($fault)]));
        }
    }

    /**
     * @param array<string, mixed> $report
     * @return array<string, mixed> what was done, for the module log
     * @throws SidecarFailure
     */
    private function steps(array $report): array
    {
        $context = $report['context'];
        $stored = $this->client->send('PUT', '/v1/settings', [
            'settings' => $this->settings->forSidecar(),
            'context' => $context,
        ], $this->deadline->share(self::CALL_LIMIT));
        $report['settingsStatus'] = $stored->status;
        // First of all: they are what cron is waited for.
        $report['alerts'] = (new AlertDelivery($this->client, $this->redactor, $this->deadline))->deliverPending();
        $fingerprint = $stored->text('fingerprint');
        if ($fingerprint === '' && !$stored->isRefusal()) {
            throw SidecarFailure::failing($stored);
        }
        if ($fingerprint !== '' && $this->deadline->remaining() >= self::REPORT_NEEDS) {
            $urls = $stored->collection('egressUrls');
            $report += EnvironmentReport::send($this->client, $context, $urls, $fingerprint, $this->deadline);
        }
        $report['operations'] = OperationsRefresh::run($this->client, $this->deadline->remaining());
        $isKept = $report['operations'] !== OperationsRefresh::NOT_WRITABLE && StateFile::canBeWritten();
        if (self::$daily && !$isKept) {
            ActivityLog::note(Texts::say('module:state_not_writable', ['folder' => StateFile::folder()]));
        }
        if ($this->deadline->remaining() >= self::STATUS_LIMIT) {
            StatusNote::ask($this->client, self::STATUS_LIMIT);
        }

        return $report;
    }
}
