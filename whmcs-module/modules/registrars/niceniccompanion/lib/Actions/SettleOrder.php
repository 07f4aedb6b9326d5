<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Admin\ButtonCall;
use NiceNicCompanion\Whmcs\Admin\DomainPage;
use NiceNicCompanion\Whmcs\Admin\OrderCalls;
use NiceNicCompanion\Whmcs\Admin\OrderWords;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;

/** Button "Settle this order": has NiceNIC's list and transactions tell what became of it. Orders nothing. */
final class SettleOrder
{
    /** Seconds. Reading a long list can take minutes; the sidecar then goes on by itself. */
    private const LIMIT = 25.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return ButtonCall::run('SettleOrder', new Settings($values), static function (
                Client $client
            ) use ($values): string {
                return self::settled($client, DomainPage::of($values));
            });
        } finally {
            DomainPage::forget();
        }
    }

    /**
     * @throws ActionFailed when it is still not known
     */
    private static function settled(Client $client, DomainPage $page): string
    {
        if ($page->known === null) {
            throw new ActionFailed($page->problem);
        }
        $open = $page->openOrder();
        if ($open === null) {
            return Texts::say('module:domain.no_open_order');
        }
        $order = self::lookedUp($client, $open->text('id'));
        $next = 'module:order.next.' . $order->text('state');
        $said = Texts::sentences([OrderWords::whole($order), Texts::knows($next) ? Texts::say($next) : '']);
        if (in_array($order->text('state'), ['done', 'pending', 'rejected'], true)) {
            return $said;
        }

        throw new ActionFailed($said);
    }

    /**
     * @throws SidecarFailure when it was not asked
     * @throws ActionFailed   when its answer did not come
     */
    private static function lookedUp(Client $client, string $id): Fields
    {
        try {
            return OrderCalls::lookUp($client, $id, self::LIMIT);
        } catch (SidecarFailure $failure) {
            if (!$failure->mayHaveExecuted) {
                throw $failure;
            }
            throw new ActionFailed(Texts::sentences([
                Texts::say('module:domain.still_looking'),
                $failure->getMessage(),
            ]));
        }
    }
}
