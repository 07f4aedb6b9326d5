<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** What module code puts into a page of the admin area. */
final class PageHtml
{
    /** Records what would break the page or let a forged form through. */
    public static function check(string $html, string $name, Violations $violations): void
    {
        if (preg_match('//u', $html) !== 1) {
            $violations->record('output', 'printed bytes that are not UTF-8', $name);
        }
        preg_match_all('~<form\b([^>]*)>(.*?)</form>~is', $html, $forms, PREG_SET_ORDER);
        $field = '~name="token"[^>]*value="' . preg_quote(Token::current(), '~') . '"~';
        foreach ($forms as [, $attributes, $content]) {
            if (stripos($attributes, 'post') !== false && preg_match($field, $content) !== 1) {
                $violations->record('token', 'a form that is posted lacks the field token', $name);
            }
        }
    }
}
