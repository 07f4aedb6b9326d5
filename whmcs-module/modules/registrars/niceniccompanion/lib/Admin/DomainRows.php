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
    /** In the order that they are told in: names in the report of a hold. */
    private const HOLD_DETAILS = ['scheduledAt', 'appliedAt', 'status', 'impact', 'action'];

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
            Texts::say('module:domain.order') => $known->has('order')
                ? OrderWords::whole($known->object('order'))
                : Texts::say('module:domain.no_order'),
            Texts::say('module:domain.last_seen') => self::seen($known),
        ];
        if ($known->has('listed')) {
            $expiryDate = $listed->text('expiryDate');
            $rows[Texts::say('module:domain.status')] = $listed->text('status');
            $rows[Texts::say('module:domain.expiry_date')] = $expiryDate === ''
                ? Texts::say('module:domain.not_told')
                : $expiryDate;
            $rows[Texts::say('module:domain.hold')] = $listed->isTrue('onHold')
                ? self::hold($listed->object('hold'))
                : Texts::say('module:domain.no_hold');
        }

        return $rows;
    }

    private static function seen(Fields $known): string
    {
        $account = Texts::word('words:accounts', $known->text('apiEnvironment'));
        if ($known->has('listed')) {
            $moment = self::moment($known->object('listed')->object('seen'));

            return Texts::say('module:domain.seen', ['moment' => $moment, 'account' => $account]);
        }
        if ($known->has('list')) {
            $moment = self::moment($known->object('list'));

            return Texts::say('module:domain.not_listed', ['account' => $account, 'moment' => $moment]);
        }

        return Texts::say('module:domain.never_listed');
    }

    private static function hold(Fields $hold): string
    {
        $state = $hold->text('state');
        $key = 'module:domain.hold_states.' . ($state === '' ? 'not_asked' : $state);
        $texts = [Texts::knows($key) ? Texts::say($key) : Texts::say('module:domain.hold_in_other_state', ['state' => $state])];
        foreach (self::HOLD_DETAILS as $name) {
            if ($hold->text($name) !== '') {
                $texts[] = Texts::say("module:domain.hold_details.$name", ['value' => $hold->text($name)]);
            }
        }

        return Texts::sentences($texts);
    }

    private static function moment(Fields $moment): string
    {
        return Texts::say('module:domain.moment', [
            'time' => Moment::text($moment->text('at')),
            'ago' => Texts::ago($moment->number('secondsAgo')),
        ]);
    }
}
