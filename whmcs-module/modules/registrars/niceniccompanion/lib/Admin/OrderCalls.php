<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** Asks the sidecar's journal of paid orders. None of it orders anything. */
final class OrderCalls
{
    /** As many as a page shows. */
    private const MOST = 50;

    /** Seconds for what the sidecar does in its database. */
    private const LIMIT = 2.0;

    /**
     * @return Fields `orders`, newest first, and `nextCursor` when there are more
     * @throws SidecarFailure
     */
    public static function open(Client $client): Fields
    {
        $answer = $client->send('GET', '/v1/orders?state=open&limit=' . self::MOST, null, self::LIMIT);

        return self::checked($answer, is_array($answer->data['orders'] ?? null));
    }

    /**
     * Has an order looked up in NiceNIC's list and transactions.
     *
     * @return Fields the order as it is then
     * @throws SidecarFailure also when that takes longer; the sidecar goes on all the same
     */
    public static function lookUp(Client $client, string $id, float $seconds): Fields
    {
        // Like an order it may wait for a slow registrar, which says nothing against the sidecar.
        $answer = $client->send('POST', '/v1/orders/' . rawurlencode($id) . '/look-up', null, $seconds, true);

        return self::checked($answer, $answer->text('state') !== '');
    }

    /**
     * An administrator's word on an order.
     *
     * @param string $outcome done or rejected
     * @return Fields the order as it is then
     * @throws SidecarFailure
     */
    public static function settle(Client $client, string $id, string $outcome, string $note): Fields
    {
        $path = '/v1/orders/' . rawurlencode($id) . '/settlement';
        $answer = $client->send('POST', $path, ['outcome' => $outcome, 'note' => $note], self::LIMIT);

        return self::checked($answer, $answer->text('state') !== '');
    }

    /**
     * @throws SidecarFailure
     */
    private static function checked(Response $answer, bool $asAgreed): Fields
    {
        if ($answer->status !== 200) {
            throw SidecarFailure::refused($answer);
        }
        if (!$asAgreed) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return new Fields($answer->data);
    }
}
