<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\FormToken;
use NiceNicCompanion\Whmcs\Addon\Page;
use NiceNicCompanion\Whmcs\Addon\Texts;

/** The two buttons. Each is a form, so that no script is needed and looking at the page starts nothing. */
final class FormsView
{
    /** @var Html */
    private $html;

    /** @var string address of the page */
    private $link;

    public function __construct(Html $html, string $link)
    {
        $this->html = $html;
        $this->link = $link;
    }

    public function show(): string
    {
        return $this->form(Page::DIAGNOSIS, 'btn-primary', Texts::RUN_DIAGNOSIS, Texts::RUN_DIAGNOSIS_HINT)
            . $this->form(Page::SUPPORT_REPORT, 'btn-default', Texts::SUPPORT_REPORT, Texts::SUPPORT_REPORT_HINT);
    }

    private function form(string $job, string $style, string $label, string $hint): string
    {
        return '<form method="post" action="' . htmlspecialchars($this->link, ENT_QUOTES, 'UTF-8') . '">'
            . $this->hidden('token', FormToken::value()) . $this->hidden(Page::JOB_FIELD, $job)
            . '<p><button type="submit" class="btn ' . $style . '">' . $this->html->text($label) . '</button> '
            . $this->html->text($hint) . "</p></form>\n";
    }

    private function hidden(string $name, string $value): string
    {
        $escaped = htmlspecialchars($value, ENT_QUOTES, 'UTF-8');

        return '<input type="hidden" name="' . $name . '" value="' . $escaped . '">';
    }
}
