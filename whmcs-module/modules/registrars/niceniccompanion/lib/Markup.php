<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Log\Redactor;

/** Makes texts fit to stand in HTML. */
final class Markup
{
    /** The text as it is read: secrets are masked, markup in it is harmless. */
    public static function text(string $text, Redactor $redactor): string
    {
        $flags = ENT_QUOTES | ENT_SUBSTITUTE | ENT_DISALLOWED | ENT_HTML5;

        return htmlspecialchars($redactor->text($text), $flags, 'UTF-8');
    }
}
