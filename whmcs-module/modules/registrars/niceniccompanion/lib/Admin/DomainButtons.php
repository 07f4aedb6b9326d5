<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Texts;

/** The module's own buttons on the admin page of a domain. */
final class DomainButtons
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, string> the function behind each label
     */
    public static function all(array $params): array
    {
        $buttons = [
            Texts::say('module:domain.sync_now') => 'SyncNow',
            Texts::say('module:domain.test_connection') => 'TestConnection',
        ];
        if (DomainPage::of(new Params($params))->openOrder() !== null) {
            $buttons[Texts::say('module:domain.settle_order')] = 'SettleOrder';
        }

        return $buttons;
    }
}
