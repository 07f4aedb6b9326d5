<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Hides the registrant in the public directory, or shows it. `idprotection` is the old state. */
final class IDProtectToggle
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('IDProtectToggle', $values, DomainFields::of($values) + [
            'protectenable' => $values->flag('protectenable'),
        ]);
    }
}
