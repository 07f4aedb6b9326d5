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
        return $this->form(Page::DIAGNOSIS, 'btn-primary', 'run_diagnosis')
            . $this->form(Page::SUPPORT_REPORT, 'btn-default', 'support_report')
            . $this->form(WatchJob::TEST_NOW, 'btn-default', 'test_now')
            . $this->form(WatchJob::TEST_ALERT, 'btn-default', 'test_alert')
            . $this->form(WatchJob::STATUS_PAGE, 'btn-default', 'status_page')
            . $this->maintenance($isPaused);
    }

    private function maintenance(bool $isPaused): string
    {
        if ($isPaused) {
            return $this->form(WatchJob::RESUME, 'btn-default', 'resume');
        }
        $options = '';
        foreach (WatchJob::HOURS as $hours) {
            $options .= '<option value="' . $hours . '">'
                . $this->html->text(Texts::say('forms.hours', ['count' => $hours])) . '</option>';
        }
        $choice = '<label>' . $this->html->text(Texts::say('forms.pause_for'))
            . ' <select name="' . WatchJob::HOURS_FIELD . '">' . $options . '</select></label> ';

        $button = $this->html->button('btn-default', Texts::say('forms.pause'));
        $hint = $this->html->text(Texts::say('forms.pause_hint'));

        return $this->forms->show(WatchJob::PAUSE, [], $button . ' ' . $choice . $hint);
    }

    /** @param string $key of the button's text; its hint stands beside it */
    private function form(string $job, string $style, string $key): string
    {
        $button = $this->html->button($style, Texts::say("forms.$key"));

        return $this->forms->show($job, [], $button . ' ' . $this->html->text(Texts::say("forms.{$key}_hint")));
    }
}
