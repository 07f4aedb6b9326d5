<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Addon\Hooks\Banner;
use NiceNicCompanion\Whmcs\Addon\Move\MoveJob;
use NiceNicCompanion\Whmcs\Addon\Move\Takeover;
use NiceNicCompanion\Whmcs\Addon\View\AddressesView;
use NiceNicCompanion\Whmcs\Addon\View\DiagnosisView;
use NiceNicCompanion\Whmcs\Addon\View\EnvironmentsView;
use NiceNicCompanion\Whmcs\Addon\View\FormsView;
use NiceNicCompanion\Whmcs\Addon\View\FragmentView;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Addon\View\JobForm;
use NiceNicCompanion\Whmcs\Addon\View\MoveView;
use NiceNicCompanion\Whmcs\Addon\View\OrdersView;
use NiceNicCompanion\Whmcs\Addon\View\StatusView;
use NiceNicCompanion\Whmcs\Addon\View\SupportReportView;
use NiceNicCompanion\Whmcs\Addon\View\ValidationView;
use NiceNicCompanion\Whmcs\Admin\OrderWords;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/**
 * One request for the page: does the job that a form asked for, then shows how things stand. The first failure ends the
 * asking, so that a dead sidecar is told once and waited for once.
 */
final class Page
{
    public const DIAGNOSIS = 'diagnosis';
    public const SUPPORT_REPORT = 'support-report';

    public const TEST_SETTINGS = 'test-settings';
    public const DISMISS = 'dismiss';

    private const JOBS = [
        self::DIAGNOSIS, self::SUPPORT_REPORT, self::TEST_SETTINGS, self::DISMISS, OrderJob::LOOK_UP, OrderJob::SETTLE,
    ];

    /** The forms' field that names the job. */
    public const JOB_FIELD = 'companion_job';

    /** @var string address of the page */
    private $link;

    /** @var Html */
    private $html;

    /** @var Redactor */
    private $redactor;

    public function __construct(string $link)
    {
        $this->link = $link;
    }

    public function html(): string
    {
        $settings = Settings::stored() ?? new Settings(new Params([]));
        $job = $this->job();
        $test = $job === self::TEST_SETTINGS ? new SettingsTest($_POST, $settings) : null;
        $this->redactor = $settings->redactor($test === null ? null : $test->settings);
        $this->html = new Html($this->redactor);
        $notice = '';
        if ($job !== '' && !FormToken::isValid()) {
            $job = '';
            $notice = $this->html->alert('danger', Texts::say('token_refused'));
        }
        if ($settings->isUntouched() && $job !== self::TEST_SETTINGS) {
            $text = ModuleTexts::cause('whmcs_settings_incomplete', Texts::say('not_set_up'));

            return $this->html->alert('warning', $text);
        }
        if ($job === self::DISMISS) {
            Banner::dismiss((new Params($_POST))->text(Banner::OUTAGE_FIELD));
            $notice = $this->html->alert('info', Texts::say('forms.dismissed'));
            $job = '';
        }
        $result = '';
        $standing = '';
        $details = '';
        $isPaused = false;
        $forms = new JobForm($this->link);
        $moves = '';
        if (Takeover::isPossible()) {
            if (in_array($job, MoveJob::JOBS, true)) {
                $result = $this->move($job, $forms);
                $job = '';
            }
            $takeover = new Takeover();
            $moves = (new MoveView($this->html, $forms))->show($takeover->candidates(), $takeover->last());
        }
        // Whoever looks here wants to know how things stand now.
        Breaker::reset();
        try {
            if ($test !== null && $job === self::TEST_SETTINGS) {
                $result .= $this->tested($test);
                $job = '';
            }
            if (!$settings->isUntouched()) {
                $companion = new Companion($settings);
                $result .= $job === '' ? '' : $this->done($job, $companion);
                $status = $companion->status();
                $isPaused = $status->text('state') === 'paused';
                $standing = (new StatusView($this->html))->show($status);
                $orders = (new OrdersView($this->html, $forms))->show($companion->openOrders());
                $details = $orders . $this->fragment($companion) . $this->whereItRuns($status);
            }
        } catch (SidecarFailure $failure) {
            $notice .= $this->html->alert('danger', $failure->getMessage());
        }

        return $notice . $result . $standing . (new FormsView($this->html, $forms))->show($isPaused)
            . $details . $moves;
    }

    private function whereItRuns(Fields $status): string
    {
        $addresses = (new AddressesView($this->html))->show($status->objects('egress'));
        $environments = (new EnvironmentsView($this->html))->show($status);

        return $this->html->panel(Texts::say('status.where_it_runs'), $environments)
            . $this->html->panel(Texts::say('diagnosis.addresses'), $addresses);
    }

    /** What stands above says all that matters: without the frame the page is whole. */
    private function fragment(Companion $companion): string
    {
        try {
            return (new FragmentView($this->html))->show($companion->statusFragment());
        } catch (SidecarFailure $failure) {
            return '';
        }
    }

    private function move(string $job, JobForm $forms): string
    {
        [$told, $candidates] = (new MoveJob())->run($job, new Params($_POST));

        return $candidates === null
            ? $this->html->alert('info', $told)
            : (new MoveView($this->html, $forms))->preview($candidates);
    }

    /** What a form asked for; '' for a page that is only looked at. */
    private function job(): string
    {
        $isSent = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST';
        $job = $_POST[self::JOB_FIELD] ?? '';

        return $isSent && in_array($job, array_merge(self::JOBS, WatchJob::JOBS, MoveJob::JOBS), true) ? $job : '';
    }

    /**
     * @return string HTML
     * @throws SidecarFailure
     */
    private function tested(SettingsTest $test): string
    {
        if ($test->fault !== '') {
            return $this->html->alert('danger', $test->fault);
        }

        return $this->logged(self::TEST_SETTINGS, function () use ($test): string {
            return (new ValidationView($this->html))->show($test->run());
        });
    }

    /**
     * The job, or why the sidecar refuses it: then there is still a page to show.
     *
     * @return string HTML
     * @throws SidecarFailure when the sidecar cannot be asked for anything else either
     */
    private function done(string $job, Companion $companion): string
    {
        try {
            return $this->run($job, $companion);
        } catch (SidecarFailure $failure) {
            if ($failure->isRefusal) {
                return $this->html->alert('danger', $failure->getMessage());
            }

            throw $failure;
        }
    }

    /**
     * @return string HTML
     * @throws SidecarFailure
     */
    private function run(string $job, Companion $companion): string
    {
        $posted = new Params($_POST);
        if (in_array($job, WatchJob::JOBS, true)) {
            $watchJob = new WatchJob($job, $posted);
            if ($watchJob->fault() !== '') {
                return $this->html->alert('warning', $watchJob->fault());
            }

            return $this->logged($job, function () use ($watchJob, $companion): string {
                return $watchJob->run($companion, $this->html);
            });
        }
        if ($job === OrderJob::LOOK_UP || $job === OrderJob::SETTLE) {
            $orderJob = new OrderJob($job, $posted);
            if ($orderJob->fault() !== '') {
                return $this->html->alert('warning', $orderJob->fault());
            }

            return $this->logged($job, function (array &$told) use ($orderJob, $companion): string {
                $told = $orderJob->told();

                return $this->html->alert('info', OrderWords::whole($orderJob->run($companion)));
            });
        }

        return $this->logged($job, function (array &$told) use ($job, $companion): string {
            $told = $companion->reportEnvironment();

            return $job === self::DIAGNOSIS
                ? (new DiagnosisView($this->html))->show($companion->diagnosis())
                : (new SupportReportView($this->html))->show($companion->supportReport());
        });
    }

    /**
     * Does a job and writes it into the module log.
     *
     * @param callable(array<string, mixed>): string $work makes HTML; fills its argument with what was told to whom
     * @return string HTML
     * @throws SidecarFailure
     */
    private function logged(string $job, callable $work): string
    {
        $log = new ModuleLog($this->redactor);
        $told = [];
        try {
            $shown = $work($told);
            $log->record($job, $told, '', 'success');

            return $shown;
        } catch (SidecarFailure $failure) {
            // Masked before line() changes characters that a secret may hold.
            $outcome = ModuleTexts::line($this->redactor->text($failure->getMessage()));
            $log->record($job, $told, $failure->answer, $outcome);

            throw $failure;
        }
    }
}
