<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Hands a domain over to the registrar that a tag names. */
final class ReleaseDomain
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('ReleaseDomain', $values, DomainFields::of($values) + [
            'transfertag' => $values->text('transfertag'),
        ]);
    }
}
