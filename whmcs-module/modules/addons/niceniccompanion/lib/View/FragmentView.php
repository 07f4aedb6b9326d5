<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;

/**
 * The sidecar's status page inside this one. It stands in a frame that runs no script and shares nothing with WHMCS:
 * neither its style nor anything that somebody smuggled in reaches the page around it.
 */
final class FragmentView
{
    /** Light, as WHMCS's admin area is. Links lead to a new tab; nothing in the frame could open them otherwise. */
    private const HEAD = '<!doctype html><html data-theme="light"><meta charset="utf-8"><base target="_blank">';

    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(string $fragment): string
    {
        $title = Texts::say('status.whole');

        return $this->html->panel($title, '<iframe title="' . $this->html->text($title)
            . '" sandbox="allow-popups" width="100%" height="900" srcdoc="'
            . $this->html->text(self::HEAD . $fragment) . '"></iframe>');
    }
}
