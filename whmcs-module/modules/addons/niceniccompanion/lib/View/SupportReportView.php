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
        $label = $this->html->text(Texts::SUPPORT_REPORT);

        return $this->html->panel(Texts::SUPPORT_REPORT, '<textarea class="form-control" rows="30" readonly'
            . ' aria-label="' . $label . '">' . $this->html->text($report) . '</textarea>');
    }
}
