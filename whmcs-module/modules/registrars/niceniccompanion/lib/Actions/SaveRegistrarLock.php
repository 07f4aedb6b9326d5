<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Locks a domain against transfers, or unlocks it. */
final class SaveRegistrarLock
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('SaveRegistrarLock', $values, DomainFields::of($values) + [
            'lockenabled' => $values->text('lockenabled'),
        ]);
    }
}
