<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;

/** The text for a ticket, to be copied. */
final class SupportReportView
{
    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(string $report): string
    {
        $title = Texts::say('forms.support_report');
        $label = $this->html->text($title);

        return $this->html->panel($title, '<textarea class="form-control" rows="30" readonly'
            . ' aria-label="' . $label . '">' . $this->html->text($report) . '</textarea>');
    }
}
