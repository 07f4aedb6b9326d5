<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Page;
use NiceNicCompanion\Whmcs\Addon\Texts;

/** The two buttons. Each is a form, so that no script is needed and looking at the page starts nothing. */
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

    public function show(): string
    {
        return $this->form(Page::DIAGNOSIS, 'btn-primary', Texts::RUN_DIAGNOSIS, Texts::RUN_DIAGNOSIS_HINT)
            . $this->form(Page::SUPPORT_REPORT, 'btn-default', Texts::SUPPORT_REPORT, Texts::SUPPORT_REPORT_HINT);
    }

    private function form(string $job, string $style, string $label, string $hint): string
    {
        return $this->forms->show($job, [], $this->html->button($style, $label) . ' ' . $this->html->text($hint));
    }
}
