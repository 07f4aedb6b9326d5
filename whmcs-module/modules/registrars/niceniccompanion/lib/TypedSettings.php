<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** The settings as an administrator typed them into WHMCS's form, before they are stored. */
final class TypedSettings
{
    /** Names of the form's fields. */
    public const FIELDS = ['Username', 'APISecret', 'TestMode', 'SidecarUrl', 'SidecarToken'];

    private const REQUIRED = ['Username', 'APISecret', 'SidecarUrl', 'SidecarToken'];

    private const PASSWORDS = ['APISecret', 'SidecarToken'];

    /** What is wrong with a field whose text cannot be read; the other fields' causes are the settings as such. */
    private const UNREADABLE = ['Username' => 'username_malformed', 'APISecret' => 'secret_malformed'];

    /** How WHMCS writes a password that the form did not change. */
    private const MASK_START = '***';

    /**
     * It is not documented whether an unchanged password arrives in clear or as asterisks.
     *
     * @param array<string, mixed> $params
     * @return array<string, mixed> with the stored passwords instead of masked ones
     */
    public static function unmasked(array $params): array
    {
        $stored = null;
        foreach (self::PASSWORDS as $field) {
            if (self::isMaskedField($params, $field)) {
                $stored = $stored ?? Settings::storedValues();
                $params[$field] = $stored[$field] ?? $params[$field];
            }
        }

        return $params;
    }

    /**
     * @param array<string, mixed> $params
     * @return bool whether a password is masked
     */
    public static function isMasked(array $params): bool
    {
        foreach (self::PASSWORDS as $field) {
            if (self::isMaskedField($params, $field)) {
                return true;
            }
        }

        return false;
    }

    /** Why nobody can work with these settings, in the words of the catalogue; '' when somebody may. */
    public static function flaw(Params $values): string
    {
        foreach (self::REQUIRED as $field) {
            $value = $values->text($field);
            if (trim($value) === '') {
                $evidence = Texts::say('module:settings.field_empty', ['field' => $field]);

                return Texts::cause('whmcs_settings_incomplete', $evidence);
            }
            if (preg_match('//u', $value) !== 1) {
                $code = self::UNREADABLE[$field] ?? 'whmcs_settings_incomplete';

                return Texts::cause($code, Texts::say('module:settings.field_not_utf8', ['field' => $field]));
            }
        }

        return '';
    }

    /**
     * @param array<string, mixed> $params
     */
    private static function isMaskedField(array $params, string $field): bool
    {
        $value = $params[$field] ?? '';

        return is_string($value) && strncmp($value, self::MASK_START, strlen(self::MASK_START)) === 0;
    }
}
