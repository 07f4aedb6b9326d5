<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Gives a domain its nameservers: the complete list, unused ones empty. */
final class SaveNameservers
{
    private const KEYS = ['ns1', 'ns2', 'ns3', 'ns4', 'ns5'];

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        $fields = DomainFields::of($values);
        foreach (self::KEYS as $key) {
            // WHMCS transliterates the other form of an international name.
            $punycode = $key . '_punycode';
            $fields[$key] = $values->text($values->has($punycode) ? $punycode : $key);
        }

        return Change::send('SaveNameservers', $values, $fields);
    }
}
