<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\LocalApi;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts;

/** A domain in WHMCS's own database. The parameters of a call do not tell its status: theirs is the client's. */
final class DomainRecord
{
    /**
     * @throws ActionFailed
     */
    public static function read(int $id): Fields
    {
        $answer = LocalApi::call('GetClientsDomains', ['domainid' => $id], 'module:domain.no_record');
        foreach ((new Fields($answer))->object('domains')->objects('domain') as $domain) {
            if ($domain->text('id') === (string) $id) {
                return $domain;
            }
        }

        throw new ActionFailed(Texts::say('module:domain.no_record', [
            'reason' => Texts::say('module:reasons.no_domain'),
        ]));
    }

    /**
     * @param array<string, string> $changes
     * @throws ActionFailed
     */
    public static function change(int $id, array $changes): void
    {
        LocalApi::call('UpdateClientDomain', ['domainid' => $id] + $changes, 'module:domain.not_changed');
    }
}
