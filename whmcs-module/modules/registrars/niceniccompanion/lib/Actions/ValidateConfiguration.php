<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;
use WHMCS\Exception\Module\InvalidConfiguration;

/**
 * Checks the settings when an administrator saves them. The save is refused only for what is wrong for sure; a sidecar
 * that does not run yet must not keep anyone from saving, so that is noted in the activity log.
 */
final class ValidateConfiguration
{
    /** Seconds. The sidecar answers within 7, and the form is answered within 8. */
    private const LIMIT = 7.2;

    private const REQUIRED = ['Username', 'APISecret', 'SidecarUrl', 'SidecarToken'];

    private const PASSWORDS = ['APISecret', 'SidecarToken'];

    /** How WHMCS writes a password that the form did not change. */
    private const MASK_START = '***';

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
            ActivityLog::note(sprintf(Texts::SETTINGS_UNCHECKED, sprintf(Texts::INTERNAL, get_class($fault))));
        }
    }

    /**
     * @param array<string, mixed> $params
     * @throws InvalidConfiguration
     */
    private function check(array $params): void
    {
        $params = $this->unmasked($params);
        $values = new Params($params);
        $settings = new Settings($values);
        if ($settings->isUntouched()) {
            return;
        }
        $this->refuseUnusable($values);
        foreach (self::PASSWORDS as $field) {
            if ($this->isMasked($params, $field)) {
                ActivityLog::note(sprintf(Texts::SETTINGS_UNCHECKED, Texts::MASKED_UNKNOWN));

                return;
            }
        }
        $redactor = $settings->redactor();
        $log = new ModuleLog($redactor);
        $context = Context::current($values);
        $seen = '';
        try {
            $answer = (new Client($settings))->send('POST', '/v1/settings/validate', [
                'settings' => $settings->forSidecar(),
                'context' => $context,
            ], self::LIMIT);
            $seen = $answer->data;
            [$refusal, $warning] = $this->verdict($answer);
        } catch (SidecarFailure $failure) {
            $seen = $failure->answer;
            $refusal = $failure->settingIsWrong ? $failure->getMessage() : '';
            $warning = $failure->settingIsWrong ? '' : sprintf(Texts::SETTINGS_UNCHECKED, $failure->getMessage());
        }
        $refusal = Texts::line($redactor->text($refusal));
        $warning = Texts::line($redactor->text($warning));
        $log->record('config_validate', ['context' => $context], $seen, $refusal . $warning);
        if ($refusal !== '') {
            throw new InvalidConfiguration(sprintf(Texts::SETTINGS_REFUSED, $refusal));
        }
        if ($warning !== '') {
            ActivityLog::note($warning);
        }
    }

    /**
     * @return array{string, string} why the save is refused and what to note although it is not; '' for nothing
     */
    private function verdict(Response $answer): array
    {
        $valid = $answer->data['valid'] ?? null;
        if ($answer->status !== 200 || !is_bool($valid)) {
            $text = sprintf(Texts::UNEXPECTED_ANSWER, $answer->status);

            return ['', sprintf(Texts::SETTINGS_UNCHECKED, $text)];
        }
        $problems = [];
        foreach ($answer->collection('problems') as $problem) {
            if (is_array($problem) && is_string($problem['field'] ?? null) && is_string($problem['message'] ?? null)) {
                $problems[] = $problem['field'] . ': ' . $problem['message'];
            }
        }
        $text = implode(' ', $problems);
        if (!$valid) {
            return [$text === '' ? Texts::REFUSED_WITHOUT_REASON : $text, ''];
        }

        return ['', $text === '' ? '' : sprintf(Texts::SETTINGS_WARNING, $text)];
    }

    /**
     * @throws InvalidConfiguration
     */
    private function refuseUnusable(Params $values): void
    {
        foreach (self::REQUIRED as $field) {
            $value = $values->text($field);
            if (trim($value) === '') {
                throw $this->refusal(sprintf(Texts::FIELD_EMPTY, $field));
            }
            if (preg_match('//u', $value) !== 1) {
                throw $this->refusal(sprintf(Texts::FIELD_NOT_UTF8, $field));
            }
        }
    }

    private function refusal(string $text): InvalidConfiguration
    {
        return new InvalidConfiguration(sprintf(Texts::SETTINGS_REFUSED, $text));
    }

    /**
     * It is not documented whether an unchanged password arrives in clear here or as asterisks.
     *
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    private function unmasked(array $params): array
    {
        $stored = null;
        foreach (self::PASSWORDS as $field) {
            if ($this->isMasked($params, $field)) {
                $stored = $stored ?? Settings::storedValues();
                $params[$field] = $stored[$field] ?? $params[$field];
            }
        }

        return $params;
    }

    /**
     * @param array<string, mixed> $params
     */
    private function isMasked(array $params, string $field): bool
    {
        $value = $params[$field] ?? '';

        return is_string($value) && strncmp($value, self::MASK_START, strlen(self::MASK_START)) === 0;
    }
}
