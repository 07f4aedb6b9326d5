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
        $account = Texts::ACCOUNTS[$environment] ?? $environment;
        if ($diagnosis->isTrue('healthy')) {
            return sprintf(Texts::CONNECTION_WORKS, $account);
        }
        $cause = $diagnosis->objects('causes')[0] ?? new Fields(null);
        $fix = implode(' ', $cause->texts('fix'));

        throw new ActionFailed(sprintf(Texts::CONNECTION_FAILS, $account) . ' '
            . sprintf(Texts::LIKELY_CAUSE, $cause->text('title'), $cause->text('code'), $fix));
    }
}
