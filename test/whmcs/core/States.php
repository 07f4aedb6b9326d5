<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** States that have codes, and the names of some countries. Elsewhere states are free text (section 3.3). */
final class States
{
    private const CODES = [
        'US' => [
            'Alabama' => 'AL', 'Alaska' => 'AK', 'Arizona' => 'AZ', 'Arkansas' => 'AR', 'California' => 'CA',
            'Colorado' => 'CO', 'Connecticut' => 'CT', 'Delaware' => 'DE', 'District of Columbia' => 'DC',
            'Florida' => 'FL', 'Georgia' => 'GA', 'Hawaii' => 'HI', 'Idaho' => 'ID', 'Illinois' => 'IL',
            'Indiana' => 'IN', 'Iowa' => 'IA', 'Kansas' => 'KS', 'Kentucky' => 'KY', 'Louisiana' => 'LA',
            'Maine' => 'ME', 'Maryland' => 'MD', 'Massachusetts' => 'MA', 'Michigan' => 'MI', 'Minnesota' => 'MN',
            'Mississippi' => 'MS', 'Missouri' => 'MO', 'Montana' => 'MT', 'Nebraska' => 'NE', 'Nevada' => 'NV',
            'New Hampshire' => 'NH', 'New Jersey' => 'NJ', 'New Mexico' => 'NM', 'New York' => 'NY',
            'North Carolina' => 'NC', 'North Dakota' => 'ND', 'Ohio' => 'OH', 'Oklahoma' => 'OK', 'Oregon' => 'OR',
            'Pennsylvania' => 'PA', 'Rhode Island' => 'RI', 'South Carolina' => 'SC', 'South Dakota' => 'SD',
            'Tennessee' => 'TN', 'Texas' => 'TX', 'Utah' => 'UT', 'Vermont' => 'VT', 'Virginia' => 'VA',
            'Washington' => 'WA', 'West Virginia' => 'WV', 'Wisconsin' => 'WI', 'Wyoming' => 'WY',
        ],
        'CA' => [
            'Alberta' => 'AB', 'British Columbia' => 'BC', 'Manitoba' => 'MB', 'New Brunswick' => 'NB',
            'Newfoundland' => 'NL', 'Northwest Territories' => 'NT', 'Nova Scotia' => 'NS', 'Nunavut' => 'NU',
            'Ontario' => 'ON', 'Prince Edward Island' => 'PE', 'Quebec' => 'QC', 'Saskatchewan' => 'SK',
            'Yukon' => 'YT',
        ],
    ];

    private const COUNTRIES = [
        'CA' => 'Canada', 'CN' => 'China', 'DE' => 'Germany', 'FR' => 'France', 'GB' => 'United Kingdom',
        'JP' => 'Japan', 'US' => 'United States',
    ];

    public static function code(string $state, string $country): string
    {
        return self::CODES[$country][$state] ?? $state;
    }

    public static function name(string $state, string $country): string
    {
        $name = array_search($state, self::CODES[$country] ?? [], true);

        return $name === false ? $state : $name;
    }

    public static function country(string $code): string
    {
        return self::COUNTRIES[$code] ?? $code;
    }
}
