<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** What every order sends, and what those of new names send about nameservers and the registrant. */
final class OrderFields
{
    private const NAMESERVERS = ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'];

    private const CONTACT = [
        'firstname', 'lastname', 'fullname', 'companyname', 'email', 'address1', 'address2', 'city', 'state',
        'fullstate', 'postcode', 'country', 'fullphonenumber',
    ];

    /**
     * @return array<string, mixed>
     */
    public static function of(Params $params): array
    {
        $fields = DomainFields::of($params);
        $fields['regperiod'] = $params->integer('regperiod');
        $fields['premiumEnabled'] = $params->flag('premiumEnabled');
        if ($params->has('premiumCost')) {
            $fields['premiumCost'] = $params->text('premiumCost');
        }

        return $fields;
    }

    /**
     * @return array<string, mixed>
     */
    public static function ofNewName(Params $params): array
    {
        $fields = self::of($params);
        foreach (self::NAMESERVERS as $key) {
            $fields[$key] = $params->text($key);
        }
        foreach (self::CONTACT as $key) {
            $fields[$key] = $params->typed($key);
        }

        return $fields;
    }
}
