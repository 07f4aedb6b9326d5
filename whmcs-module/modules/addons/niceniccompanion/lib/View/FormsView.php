<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Page;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Addon\WatchJob;

/** The buttons. Each is a form, so that no script is needed and looking at the page starts nothing. */
final class FormsView
{
    /** @var Html */
    private $html;

    /** @var JobForm */
    private $forms;

    public function __construct(Html $html, JobForm $forms)
    {
        $this->html = $html;
        $this->forms = $forms;
    }

    /** @param bool $isPaused whether there is a maintenance to end */
    public function show(bool $isPaused): string
    {
        return $this->form(Page::DIAGNOSIS, 'btn-primary', Texts::RUN_DIAGNOSIS, Texts::RUN_DIAGNOSIS_HINT)
            . $this->form(Page::SUPPORT_REPORT, 'btn-default', Texts::SUPPORT_REPORT, Texts::SUPPORT_REPORT_HINT)
            . $this->form(WatchJob::TEST_NOW, 'btn-default', Texts::TEST_NOW, Texts::TEST_NOW_HINT)
            . $this->form(WatchJob::TEST_ALERT, 'btn-default', Texts::TEST_ALERT, Texts::TEST_ALERT_HINT)
            . $this->form(WatchJob::STATUS_PAGE, 'btn-default', Texts::STATUS_PAGE, Texts::STATUS_PAGE_HINT)
            . $this->maintenance($isPaused);
    }

    private function maintenance(bool $isPaused): string
    {
        if ($isPaused) {
            return $this->form(WatchJob::RESUME, 'btn-default', Texts::RESUME, Texts::RESUME_HINT);
        }
        $options = '';
        foreach (WatchJob::HOURS as $hours) {
            $text = $hours === 1 ? Texts::ONE_HOUR : sprintf(Texts::HOURS, $hours);
            $options .= '<option value="' . $hours . '">' . $this->html->text($text) . '</option>';
        }
        $choice = '<label>' . $this->html->text(Texts::PAUSE_FOR) . ' <select name="' . WatchJob::HOURS_FIELD . '">'
            . $options . '</select></label> ';

        return $this->forms->show(WatchJob::PAUSE, [], $this->html->button('btn-default', Texts::PAUSE) . ' '
            . $choice . $this->html->text(Texts::PAUSE_HINT));
    }

    private function form(string $job, string $style, string $label, string $hint): string
    {
        return $this->forms->show($job, [], $this->html->button($style, $label) . ' ' . $this->html->text($hint));
    }
}
