<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** What getConfigArray may return (contract section 6.1). */
final class ConfigShape
{
    private const TYPES = ['text', 'password', 'yesno', 'dropdown', 'radio', 'textarea', 'none'];

    private const ATTRIBUTES = ['FriendlyName', 'Description', 'Default', 'Type', 'Size', 'Options', 'Rows', 'Cols'];

    /** Limit copied from provisioning modules. */
    private const MOST_OPTIONS = 24;

    public static function fault($config): ?string
    {
        if (!is_array($config)) {
            return 'getConfigArray returned ' . Plain::typeName($config);
        }
        foreach ($config as $name => $definition) {
            $fault = is_array($definition)
                ? self::definitionFault((string) $name, $definition)
                : 'is not an array';
            if ($fault !== null) {
                return "setting $name $fault";
            }
        }
        if (!isset($config['FriendlyName'])) {
            return 'FriendlyName is missing';
        }

        return count(self::options($config)) > self::MOST_OPTIONS ? 'there are more than 24 settings' : null;
    }

    /** The settings that have a form field. */
    public static function options(array $config): array
    {
        return array_filter($config, static function ($definition): bool {
            return is_array($definition) && !in_array($definition['Type'] ?? '', ['System', 'none'], true);
        });
    }

    private static function definitionFault(string $name, array $definition): ?string
    {
        if ($name === 'FriendlyName' || $name === 'Description') {
            return ($definition['Type'] ?? '') === 'System' && is_string($definition['Value'] ?? null)
                ? null
                : 'needs Type System and a Value';
        }
        $type = $definition['Type'] ?? '';
        if (!in_array($type, self::TYPES, true)) {
            return 'has the unknown type ' . Plain::json($type);
        }
        $unknown = array_diff(array_keys($definition), self::ATTRIBUTES);
        if ($unknown !== []) {
            return 'has unknown attributes: ' . implode(', ', $unknown);
        }
        if (in_array($type, ['dropdown', 'radio'], true) && empty($definition['Options'])) {
            return 'needs Options';
        }
        foreach (['FriendlyName', 'Description'] as $text) {
            if (isset($definition[$text]) && !is_string($definition[$text])) {
                return "has a $text that is not a text";
            }
        }
        if (isset($definition['Default']) && !is_scalar($definition['Default'])) {
            return 'has a Default that is not a scalar';
        }

        return preg_match('/^[A-Za-z][A-Za-z0-9_]*$/', $name) === 1 ? null : 'has a name with other characters';
    }
}
