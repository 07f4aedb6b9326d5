<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts;

/** A paid order of the sidecar's journal in words for administrators. Texts, not HTML. */
final class OrderWords
{
    private const OPEN = ['sent', 'unknown', 'pending'];

    /** Those that have texts of their own; there are no others so far. */
    private const ACTIONS = ['register', 'renew', 'transfer'];

    /** Whether it may have happened or still goes on. */
    public static function isOpen(Fields $order): bool
    {
        return in_array($order->text('state'), self::OPEN, true);
    }

    /** `Transfer of example.com (1 year)` */
    public static function what(Fields $order): string
    {
        $action = $order->text('action');

        return Texts::say('module:order.' . (in_array($action, self::ACTIONS, true) ? $action : 'action'), [
            'action' => $action,
            'domain' => $order->text('domain'),
            'count' => (int) $order->number('years'),
        ]);
    }

    public static function state(Fields $order): string
    {
        return Texts::word('module:order.states', $order->text('state'));
    }

    /** Since when it is in this state. */
    public static function since(Fields $order): string
    {
        $settled = $order->object('settled')->text('at');
        $sent = $order->text('sentAt') === '' ? $order->text('createdAt') : $order->text('sentAt');

        return Moment::text(self::isOpen($order) || $settled === '' ? $sent : $settled);
    }

    /** All of it in one text. */
    public static function whole(Fields $order): string
    {
        return Texts::sentences([
            Texts::say('module:order.since', [
                'order' => self::what($order),
                'state' => self::state($order),
                'time' => self::since($order),
            ]),
            $order->text('why'),
            Texts::say('module:reference', ['reference' => $order->text('referenceId')]),
        ]);
    }
}
