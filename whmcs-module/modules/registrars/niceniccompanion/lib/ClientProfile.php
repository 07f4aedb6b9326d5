<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** What WHMCS itself knows about the owner of a domain. */
final class ClientProfile
{
    private const SAME = ['firstname', 'lastname', 'companyname', 'email', 'address1', 'address2', 'city', 'postcode',
        'country'];

    /**
     * @return array<string, string> texts by field of {@see ContactForm}
     * @throws ActionFailed when WHMCS does not tell
     */
    public static function of(Params $params): array
    {
        // Calls about an order come with them, others without.
        if ($params->has('firstname') || $params->has('lastname')) {
            return self::fields($params, 'fullphonenumber');
        }

        return self::fields(self::asked($params->integer('userid')), 'phonenumberformatted');
    }

    /**
     * @return array<string, string>
     */
    private static function fields(Params $client, string $phone): array
    {
        $fields = [];
        foreach (self::SAME as $field) {
            $fields[$field] = $client->typed($field);
        }
        $fields['state'] = $client->has('fullstate') ? $client->typed('fullstate') : $client->typed('state');
        $fields['phonenumber'] = $client->typed($phone);

        return $fields;
    }

    /**
     * WHMCS's own command GetClientsDetails.
     *
     * @throws ActionFailed
     */
    private static function asked(int $clientId): Params
    {
        $answer = LocalApi::call('GetClientsDetails', ['clientid' => $clientId], 'module:no_client_profile');
        if (!is_array($answer['client'] ?? null)) {
            throw new ActionFailed(Texts::say('module:no_client_profile', [
                'reason' => Texts::say('module:reasons.no_client'),
            ]));
        }

        return new Params($answer['client']);
    }
}
