<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Addon\View\DiagnosisView;
use NiceNicCompanion\Whmcs\Addon\View\FormsView;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Addon\View\JobForm;
use NiceNicCompanion\Whmcs\Addon\View\OrdersView;
use NiceNicCompanion\Whmcs\Addon\View\StatusView;
use NiceNicCompanion\Whmcs\Addon\View\SupportReportView;
use NiceNicCompanion\Whmcs\Admin\OrderWords;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
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

    private const JOBS = [self::DIAGNOSIS, self::SUPPORT_REPORT, OrderJob::LOOK_UP, OrderJob::SETTLE];

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
        $this->redactor = $settings->redactor();
        $this->html = new Html($this->redactor);
        $job = $this->job();
        if ($settings->isUntouched()) {
            return $this->html->alert('warning', ModuleTexts::cause('whmcs_settings_incomplete', Texts::NOT_SET_UP));
        }
        $notice = '';
        if ($job !== '' && !FormToken::isValid()) {
            $job = '';
            $notice = $this->html->alert('danger', Texts::TOKEN_REFUSED);
        }
        $result = '';
        $shown = '';
        $forms = new JobForm($this->link);
        // Whoever looks here wants to know how things stand now.
        Breaker::reset();
        try {
            $companion = new Companion($settings);
            $result = $job === '' ? '' : $this->run($job, $companion);
            $shown = (new StatusView($this->html))->show($companion->status());
            $shown .= (new OrdersView($this->html, $forms))->show($companion->openOrders());
        } catch (SidecarFailure $failure) {
            $notice .= $this->html->alert('danger', $failure->getMessage());
        }

        return $notice . (new FormsView($this->html, $forms))->show() . $result . $shown;
    }

    /** What a form asked for; '' for a page that is only looked at. */
    private function job(): string
    {
        $isSent = ($_SERVER['REQUEST_METHOD'] ?? '') === 'POST';
        $job = $_POST[self::JOB_FIELD] ?? '';

        return $isSent && in_array($job, self::JOBS, true) ? $job : '';
    }

    /**
     * @return string HTML
     * @throws SidecarFailure
     */
    private function run(string $job, Companion $companion): string
    {
        $log = new ModuleLog($this->redactor);
        $told = [];
        try {
            if ($job === OrderJob::LOOK_UP || $job === OrderJob::SETTLE) {
                $orderJob = new OrderJob($job, new Params($_POST));
                $fault = $orderJob->fault();
                if ($fault !== '') {
                    return $this->html->alert('warning', $fault);
                }
                $told = $orderJob->told();
                $shown = $this->html->alert('info', OrderWords::whole($orderJob->run($companion)));
            } else {
                $told = $companion->reportEnvironment();
                $shown = $job === self::DIAGNOSIS
                    ? (new DiagnosisView($this->html))->show($companion->diagnosis())
                    : (new SupportReportView($this->html))->show($companion->supportReport());
            }
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
