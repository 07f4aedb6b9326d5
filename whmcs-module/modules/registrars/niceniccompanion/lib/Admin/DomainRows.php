<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\Markup;
use NiceNicCompanion\Whmcs\Module;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts;

/** What the admin page of a domain shows beside WHMCS's own data. */
final class DomainRows
{
    /** Seconds in each unit, the largest first, and how one and several are called. */
    private const AGES = [[86400, 'day', 'days'], [3600, 'hour', 'hours'], [60, 'minute', 'minutes']];

    /**
     * @param array<string, mixed> $params
     * @return array<string, string> HTML by label
     */
    public static function all(array $params): array
    {
        $values = new Params($params);
        $redactor = (new Settings($values))->redactor();
        $page = DomainPage::of($values);
        $rows = $page->known === null ? [Module::DISPLAY_NAME => $page->problem] : self::texts($page->known);

        return array_map(static function (string $text) use ($redactor): string {
            return Markup::text($text, $redactor);
        }, $rows);
    }

    /**
     * @return array<string, string> text by label
     */
    private static function texts(Fields $known): array
    {
        $listed = $known->object('listed');
        $rows = [
            Texts::ROW_ORDER => $known->has('order') ? OrderWords::whole($known->object('order')) : Texts::NO_ORDER,
            Texts::ROW_SEEN => self::seen($known),
        ];
        if ($known->has('listed')) {
            $expiryDate = $listed->text('expiryDate');
            $rows[Texts::ROW_STATUS] = $listed->text('status');
            $rows[Texts::ROW_EXPIRY] = $expiryDate === '' ? Texts::NOT_TOLD : $expiryDate;
            $rows[Texts::ROW_HOLD] = $listed->isTrue('onHold') ? self::hold($listed->object('hold')) : Texts::NO_HOLD;
        }

        return $rows;
    }

    private static function seen(Fields $known): string
    {
        $account = Texts::ACCOUNTS[$known->text('apiEnvironment')] ?? $known->text('apiEnvironment');
        if ($known->has('listed')) {
            return sprintf(Texts::SEEN, self::moment($known->object('listed')->object('seen')), $account);
        }

        return $known->has('list')
            ? sprintf(Texts::NOT_LISTED, $account, self::moment($known->object('list')))
            : Texts::NEVER_LISTED;
    }

    private static function hold(Fields $hold): string
    {
        $texts = [Texts::HOLD_STATES[$hold->text('state')] ?? sprintf(Texts::HOLD_OTHER, $hold->text('state'))];
        foreach (Texts::HOLD_DETAILS as $name => $pattern) {
            if ($hold->text($name) !== '') {
                $texts[] = sprintf($pattern, $hold->text($name));
            }
        }

        return implode(' ', $texts);
    }

    private static function moment(Fields $moment): string
    {
        $seconds = $moment->number('secondsAgo');
        foreach (self::AGES as [$length, $one, $several]) {
            $count = (int) floor($seconds / $length);
            if ($count > 0) {
                $age = sprintf(Texts::AGO, $count, $count === 1 ? $one : $several);

                return sprintf(Texts::MOMENT, Moment::text($moment->text('at')), $age);
            }
        }

        return sprintf(Texts::MOMENT, Moment::text($moment->text('at')), Texts::JUST_NOW);
    }
}
