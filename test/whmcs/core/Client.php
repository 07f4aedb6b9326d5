<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The client behind every domain unless a test says otherwise. */
final class Client
{
    /** Umlauts, an apostrophe and an ampersand, and a phone code that is not the country's, as in real life. */
    public const USUAL = [
        'firstname' => 'Jürgen',
        'lastname' => "O'Brien",
        'companyname' => 'Brien & Söhne GmbH',
        'email' => 'juergen@client.example',
        'address1' => 'Königstraße 12',
        'address2' => '',
        'city' => 'Köln',
        'state' => 'Nordrhein-Westfalen',
        'postcode' => '50667',
        'country' => 'DE',
        'phonenumber' => '999-999-9999',
        'phonecc' => 1,
    ];
}
