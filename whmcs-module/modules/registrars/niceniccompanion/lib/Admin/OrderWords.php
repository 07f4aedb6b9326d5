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

    /** Whether it may have happened or still goes on. */
    public static function isOpen(Fields $order): bool
    {
        return in_array($order->text('state'), self::OPEN, true);
    }

    /** `Transfer of example.com (1 year)` */
    public static function what(Fields $order): string
    {
        $action = $order->text('action');
        $years = $order->text('years');

        return sprintf(
            $years === '1' ? Texts::ORDER_FOR_A_YEAR : Texts::ORDER_FOR_YEARS,
            Texts::ORDER_ACTIONS[$action] ?? $action,
            $order->text('domain'),
            $years
        );
    }

    public static function state(Fields $order): string
    {
        $state = $order->text('state');

        return Texts::ORDER_STATES[$state] ?? $state;
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
        $texts = [
            sprintf(Texts::ORDER_SINCE, self::what($order), self::state($order), self::since($order)),
            $order->text('why'),
            sprintf(Texts::REFERENCE, $order->text('referenceId')),
        ];

        return implode(' ', array_filter($texts, 'strlen'));
    }
}
