<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Environment\EnvironmentReport;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Operations\OperationsRefresh;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\State\StateFile;
use NiceNicCompanion\Whmcs\Texts;
use NiceNicCompanion\Whmcs\TypedSettings;
use WHMCS\Exception\Module\InvalidConfiguration;

/**
 * Checks the settings when an administrator saves them. The save is refused only for what is wrong for sure; a sidecar
 * that does not run yet must not keep anyone from saving, so that is noted in the activity log.
 */
final class ValidateConfiguration
{
    /** Seconds of the promised 8 for everything, so that a busy host has its share. */
    private const BUDGET = 7.7;

    /** Seconds. The sidecar answers within 7. */
    private const LIMIT = 7.2;

    /**
     * Seconds that must be left to tell the sidecar about this environment: silent name servers can cost four. With
     * less the report is left out.
     */
    private const REPORT_NEEDS = 5.0;

    /**
     * @param array<string, mixed> $params
     * @throws InvalidConfiguration
     */
    public function run(array $params): void
    {
        try {
            $this->check($params);
        } catch (InvalidConfiguration $refused) {
            throw $refused;
        } catch (\Throwable $fault) {
            ActivityLog::note(self::unchecked(Texts::internal($fault)));
        }
    }

    /**
     * @param array<string, mixed> $params
     * @throws InvalidConfiguration
     */
    private function check(array $params): void
    {
        $deadline = new Deadline(self::BUDGET);
        $params = TypedSettings::unmasked($params);
        $values = new Params($params);
        $settings = new Settings($values);
        if ($settings->isUntouched()) {
            return;
        }
        $flaw = TypedSettings::flaw($values);
        if ($flaw !== '') {
            throw new InvalidConfiguration(Texts::say('module:settings.refused', ['reason' => $flaw]));
        }
        if (TypedSettings::isMasked($params)) {
            ActivityLog::note(self::unchecked(Texts::say('module:settings.masked_unknown')));

            return;
        }
        $redactor = $settings->redactor();
        $log = new ModuleLog($redactor);
        $request = ['context' => Context::current($values)];
        $seen = '';
        Breaker::reset();
        try {
            $client = new Client($settings);
            $answer = $client->send('POST', '/v1/settings/validate', [
                'settings' => $settings->forSidecar(),
                'context' => $request['context'],
            ], self::LIMIT);
            $seen = $answer->data;
            [$refusal, $warning] = $this->verdict($answer);
            if ($refusal === '') {
                $request += $this->report($client, $request['context'], $answer, $deadline);
                $request['operations'] = OperationsRefresh::run($client, $deadline->remaining());
            }
        } catch (SidecarFailure $failure) {
            $seen = $failure->answer;
            $refusal = $failure->settingIsWrong ? $failure->getMessage() : '';
            $warning = $failure->settingIsWrong ? '' : self::unchecked($failure->getMessage());
        }
        $refusal = Texts::line($redactor->text($refusal));
        $warning = Texts::line($redactor->text($warning));
        $log->record('config_validate', $request, $seen, $refusal . $warning);
        if ($refusal !== '') {
            throw new InvalidConfiguration(Texts::say('module:settings.refused', ['reason' => $refusal]));
        }
        if ($warning !== '') {
            ActivityLog::note($warning);
        }
        if (($request['operations'] ?? '') === OperationsRefresh::NOT_WRITABLE) {
            ActivityLog::note(Texts::say('module:state_not_writable', ['folder' => StateFile::folder()]));
        }
    }

    /**
     * Tells the sidecar which addresses the web leaves from: WHMCS has no other moment for it than this and the addon's
     * page. It changes nothing about the save. Which settings the web works with it does not tell: WHMCS stores them
     * only after this, and can still lose them.
     *
     * @param array<string, string> $context
     * @return array<string, mixed> what was told, for the module log
     */
    private function report(Client $client, array $context, Response $answer, Deadline $deadline): array
    {
        $isWanted = $answer->text('fingerprint') !== '';
        if (!$isWanted || $deadline->remaining() < self::REPORT_NEEDS) {
            return [];
        }
        try {
            return EnvironmentReport::send($client, $context, $answer->collection('egressUrls'), null, $deadline);
        } catch (SidecarFailure $failure) {
            return ['environmentStatus' => $failure->getMessage()];
        }
    }

    /**
     * @return array{string, string} why the save is refused and what to note although it is not; '' for nothing
     */
    private function verdict(Response $answer): array
    {
        $valid = $answer->data['valid'] ?? null;
        if ($answer->status !== 200 || !is_bool($valid)) {
            $failure = SidecarFailure::unexpectedAnswer($answer->status);

            return ['', self::unchecked($failure->getMessage())];
        }
        $problems = [];
        foreach ($answer->collection('problems') as $problem) {
            if (is_array($problem) && is_string($problem['field'] ?? null) && is_string($problem['message'] ?? null)) {
                $problems[] = Texts::say('module:settings.problem', [
                    'field' => $problem['field'],
                    'problem' => $problem['message'],
                ]);
            }
        }
        $text = Texts::sentences($problems);
        if (!$valid) {
            return [$text === '' ? Texts::say('module:settings.refused_without_reason') : $text, ''];
        }

        return ['', $text === '' ? '' : Texts::say('module:settings.warning', ['warning' => $text])];
    }

    private static function unchecked(string $reason): string
    {
        return Texts::say('module:settings.unchecked', ['reason' => $reason]);
    }
}
