<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Exception\Module\InvalidConfiguration;

/** The page where registrar modules are activated and configured (contract section 6). */
final class Settings
{
    /** Seconds that an admin waits for a save at most. */
    private const VALIDATE_LIMIT = 10.0;

    private const MASK = '**********';

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /** Activates with the defaults of getConfigArray. Whether WHMCS validates here is unknown: a choice. */
    public function activate(string $module, bool $validate): array
    {
        $config = $this->installation->modules->config($module);
        $values = [];
        foreach (ConfigShape::options($config) as $name => $definition) {
            $values[$name] = (string) ($definition['Default'] ?? '');
            if (($definition['Type'] ?? '') === 'yesno') {
                $values[$name] = in_array($values[$name], ['on', 'yes', '1'], true) ? 'on' : '';
            }
        }
        $refusal = $validate ? $this->refusal($module, $values) : null;
        if ($refusal === null) {
            $this->store($module, $config, $values);
        }

        return ['active' => $refusal === null, 'error' => $refusal];
    }

    public function deactivate(string $module): array
    {
        $this->installation->store->update(static function (array &$state) use ($module): void {
            unset($state['registrarSettings'][$module], $state['passwordFields'][$module]);
            $state['detectedHooks'] = array_values(array_diff($state['detectedHooks'], [self::hookFile($module)]));
        });

        return ['active' => false];
    }

    /** What the admin sees: definitions, and values with passwords masked. */
    public function page(string $module): array
    {
        $config = $this->installation->modules->config($module);

        return ['config' => (object) $config, 'values' => (object) $this->shown($module, $config)];
    }

    /**
     * @param array $posted  what the admin changed in the form: setting => text or, for a checkbox, bool
     * @param array $options validateSees "encoded"|"raw", maskedArrivesAs "stored"|"asterisks", stores
     *                       "encoded"|"raw"|"nothing": unknown behaviour of WHMCS (contract section 17.3)
     */
    public function save(string $module, array $posted, array $options): array
    {
        if (!$this->installation->modules->isActive($module)) {
            throw new CommandError("$module is not active");
        }
        $config = $this->installation->modules->config($module);
        $stored = $this->installation->modules->settings($module);
        $form = $this->form($module, $config, $posted);
        $this->installation->modules->learnPosted($config, $form);
        $encoded = array_map(static function (string $value): string {
            return htmlspecialchars($value, ENT_QUOTES, 'UTF-8');
        }, $form);
        $_POST = $encoded + ['module' => $module, 'save' => '1'];
        $_REQUEST = $_POST;

        $seen = ($options['validateSees'] ?? 'encoded') === 'raw' ? $form : $encoded;
        $kept = ($options['stores'] ?? 'encoded') === 'raw' ? $form : $encoded;
        foreach ($config as $name => $definition) {
            $unchanged = ($definition['Type'] ?? '') === 'password' && strpos($form[$name] ?? '', '***') === 0;
            if ($unchanged) {
                $kept[$name] = $stored[$name] ?? '';
                if (($options['maskedArrivesAs'] ?? 'stored') === 'stored') {
                    $seen[$name] = $kept[$name];
                }
            }
        }
        $refusal = $this->refusal($module, $seen);
        if ($refusal === null) {
            $lost = ($options['stores'] ?? 'encoded') === 'nothing';
            $this->store($module, $config, $lost ? $stored : $kept);
        }

        return ['saved' => $refusal === null, 'error' => $refusal];
    }

    /** The whole form as the browser posts it: what is displayed, with the admin's changes. */
    private function form(string $module, array $config, array $posted): array
    {
        $form = $this->shown($module, $config);
        foreach ($posted as $name => $value) {
            if (!array_key_exists($name, $form)) {
                throw new CommandError("the settings form has no field $name");
            }
            if (is_bool($value)) {
                $value = $value ? 'on' : '';
            }
            if (!is_string($value)) {
                throw new CommandError("the value of $name is not a text");
            }
            $form[$name] = $value;
        }

        return $form;
    }

    /** @return array<string, string> */
    private function shown(string $module, array $config): array
    {
        $stored = $this->installation->modules->settings($module);
        $shown = [];
        foreach (ConfigShape::options($config) as $name => $definition) {
            $value = $stored[$name] ?? (string) ($definition['Default'] ?? '');
            // Stored with entities and printed into the form as they are: the browser shows them decoded.
            $shown[$name] = ($definition['Type'] ?? '') === 'password' && $value !== ''
                ? self::MASK
                : html_entity_decode($value, ENT_QUOTES, 'UTF-8');
        }

        return $shown;
    }

    /** Runs config_validate; the text of its refusal, or null. */
    private function refusal(string $module, array $values): ?string
    {
        if (!$this->installation->modules->has($module, 'config_validate')) {
            return null;
        }
        $name = $module . '_config_validate';
        $params = $values + ['whmcsVersion' => $this->installation->versionText()];
        $outcome = $this->installation->sandbox->run($name, static function () use ($name, $params) {
            return $name($params);
        }, self::VALIDATE_LIMIT, [InvalidConfiguration::class]);
        $violations = $this->installation->violations;
        if ($outcome->thrown === null) {
            if ($outcome->value !== null) {
                $violations->record('shape', 'config_validate returned a value; refuse by exception only', $name);
            }

            return null;
        }
        if (trim($outcome->thrown->getMessage()) === '') {
            $violations->record('shape', 'config_validate refused without saying why', $name);
        }

        return $outcome->thrown->getMessage();
    }

    private function store(string $module, array $config, array $values): void
    {
        $passwords = [];
        foreach ($config as $name => $definition) {
            if (($definition['Type'] ?? '') === 'password') {
                $passwords[] = $name;
            }
        }
        $rows = array_map('encrypt', $values);
        $hookFile = self::hookFile($module);
        $hasHooks = is_file($this->installation->root . '/' . $hookFile);
        $this->installation->store->update(
            static function (array &$state) use ($module, $rows, $passwords, $hookFile, $hasHooks): void {
                $state['registrarSettings'][$module] = $rows;
                $state['passwordFields'][$module] = $passwords;
                if ($hasHooks && !in_array($hookFile, $state['detectedHooks'], true)) {
                    $state['detectedHooks'][] = $hookFile;
                }
            }
        );
    }

    private static function hookFile(string $module): string
    {
        return "modules/registrars/$module/hooks.php";
    }
}
