<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Creates a nameserver below the domain itself. */
final class RegisterNameserver
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('RegisterNameserver', $values, DomainFields::of($values) + [
            'nameserver' => $values->typed('nameserver'),
            'ipaddress' => $values->text('ipaddress'),
        ]);
    }
}
