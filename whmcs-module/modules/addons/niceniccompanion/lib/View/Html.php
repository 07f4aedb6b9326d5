<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Markup;

/**
 * Builds HTML for WHMCS's admin area. Every text goes through {@see self::text()}: secrets are masked, markup becomes
 * harmless. What the other functions take as content is HTML that they or it made.
 */
final class Html
{
    /** Links in steps: the registrar's own pages only, for everything else could come from somebody's text. */
    private const LINK = '~https://nicenic\.com/[A-Za-z0-9/_.-]*[A-Za-z0-9/]~';

    /** Stands for a value that is not there. */
    public const NOTHING = '–';

    /** @var Redactor */
    private $redactor;

    public function __construct(Redactor $redactor)
    {
        $this->redactor = $redactor;
    }

    public function text(string $text): string
    {
        return Markup::text($text, $this->redactor);
    }

    /** A text whose links to the registrar can be followed. */
    public function linked(string $text): string
    {
        return (string) preg_replace_callback(self::LINK, static function (array $link): string {
            return '<a href="' . $link[0] . '" target="_blank" rel="noopener noreferrer">' . $link[0] . '</a>';
        }, $this->text($text));
    }

    /** @param string $kind of Bootstrap: success, info, warning, danger */
    public function alert(string $kind, string $text): string
    {
        return '<div class="alert alert-' . $kind . '" role="alert">' . $this->linked($text) . "</div>\n";
    }

    public function panel(string $title, string $content): string
    {
        return '<div class="panel panel-default"><div class="panel-heading"><h2 class="panel-title">'
            . $this->text($title) . '</h2></div><div class="panel-body">' . $content . "</div></div>\n";
    }

    /**
     * @param list<string> $items texts
     * @param string       $tag   ul or ol
     * @return string nothing when there are no items
     */
    public function titledList(string $title, array $items, string $tag = 'ul'): string
    {
        if ($items === []) {
            return '';
        }
        $lines = array_map(function (string $item): string {
            return '<li>' . $this->linked($item) . '</li>';
        }, $items);

        return '<p><strong>' . $this->text($title) . "</strong></p><$tag>" . implode('', $lines) . "</$tag>\n";
    }

    /**
     * @param list<string> $names keys below `addon:columns`
     * @return list<string> texts
     */
    public function columns(array $names): array
    {
        return array_map(static function (string $name): string {
            return Texts::say("columns.$name");
        }, $names);
    }

    /**
     * @param list<string>       $columns texts
     * @param list<list<string>> $rows    HTML of each cell
     */
    public function table(array $columns, array $rows): string
    {
        $head = array_map(function (string $column): string {
            return '<th scope="col">' . $this->text($column) . '</th>';
        }, $columns);
        $body = array_map(static function (array $cells): string {
            return '<tr><td>' . implode('</td><td>', $cells) . '</td></tr>';
        }, $rows);

        // Phones scroll it sideways, by keyboard as well.
        return '<div class="table-responsive" tabindex="0"><table class="table table-striped table-condensed"><thead><tr>'
            . implode('', $head) . "</tr></thead><tbody>\n" . implode("\n", $body) . "</tbody></table></div>\n";
    }

    /**
     * @param array<string, string> $facts HTML by term; terms without are left out
     * @param string                $style of Bootstrap; '' where there is no room for terms beside their facts
     */
    public function facts(array $facts, string $style = 'dl-horizontal'): string
    {
        $list = '';
        foreach (array_filter($facts, 'strlen') as $term => $content) {
            $list .= '<dt>' . $this->text($term) . '</dt><dd>' . $content . '</dd>';
        }

        return '<dl class="' . $style . '">' . $list . '</dl>';
    }

    /** @param string $style of Bootstrap: btn-primary, btn-default */
    public function button(string $style, string $label): string
    {
        return '<button type="submit" class="btn ' . $style . '">' . $this->text($label) . '</button>';
    }

    /** @param string $kind of Bootstrap: success, info, warning, danger, default */
    public function label(string $kind, string $text): string
    {
        return '<span class="label label-' . $kind . '">' . $this->text($text) . '</span>';
    }
}
