<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Admin\ButtonCall;
use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Diagnosis;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts;

/** Button "Test connection": whether NiceNIC accepts the settings of this WHMCS, or why not. */
final class TestConnection
{
    /** Seconds. */
    private const LIMIT = 25.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return ButtonCall::run('TestConnection', new Settings($values), static function (
            Client $client,
            Settings $settings
        ) use ($values): string {
            return self::verdict(Diagnosis::of($client, $settings, Context::current($values), self::LIMIT));
        });
    }

    /**
     * @throws ActionFailed with the likeliest cause
     */
    private static function verdict(Fields $diagnosis): string
    {
        $environment = $diagnosis->text('environment');
        $account = ['account' => Texts::word('words:accounts', $environment)];
        if ($diagnosis->isTrue('healthy')) {
            return Texts::say('module:domain.connection_works', $account);
        }
        $cause = $diagnosis->objects('causes')[0] ?? new Fields(null);

        throw new ActionFailed(Texts::sentences([
            Texts::say('module:domain.connection_fails', $account),
            Texts::say('module:likely_cause', [
                'title' => $cause->text('title'),
                'code' => $cause->text('code'),
                'steps' => Texts::sentences($cause->texts('fix')),
            ]),
        ]));
    }
}
