<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\FormToken;
use NiceNicCompanion\Whmcs\Addon\Page;

/** A form that asks the page for a job, with WHMCS's token. */
final class JobForm
{
    /** @var string address of the page */
    private $link;

    public function __construct(string $link)
    {
        $this->link = $link;
    }

    /**
     * @param array<string, string> $hidden  values by field
     * @param string                $content HTML
     * @param string                $target  name of the window that shows the answer; '' for this one
     */
    public function show(string $job, array $hidden, string $content, string $target = ''): string
    {
        $fields = '';
        foreach (['token' => FormToken::value(), Page::JOB_FIELD => $job] + $hidden as $name => $value) {
            $fields .= '<input type="hidden" name="' . $name . '" value="' . self::attribute($value) . '">';
        }

        return '<form method="post" action="' . self::attribute($this->link) . '"'
            . ($target === '' ? '' : ' target="' . $target . '"') . '>' . $fields
            . '<p>' . $content . "</p></form>\n";
    }

    private static function attribute(string $value): string
    {
        return htmlspecialchars($value, ENT_QUOTES, 'UTF-8');
    }
}
