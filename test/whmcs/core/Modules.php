<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Registrar modules: their files, functions and stored settings. */
final class Modules
{
    /** Seconds for functions that WHMCS calls on many pages. Generous, because test machines are busy. */
    private const CONFIG_LIMIT = 1.0;

    /** @var Installation */
    private $installation;

    /** @var array<string, bool> module => whether its file loaded */
    private $loaded = [];

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /** @return string[] names of all registrar modules on disk */
    public function present(): array
    {
        return array_map('basename', glob($this->installation->root . '/modules/registrars/*', GLOB_ONLYDIR) ?: []);
    }

    /** The named module, or the only one there is. */
    public function pick(?string $name): string
    {
        $present = $this->present();
        if ($name === null && count($present) === 1) {
            return $present[0];
        }
        if ($name === null || !in_array($name, $present, true)) {
            throw new CommandError('name one of the registrar modules: ' . implode(', ', $present));
        }

        return $name;
    }

    public function isActive(string $module): bool
    {
        return isset($this->installation->store->read()['registrarSettings'][$module]);
    }

    public function load(string $module): bool
    {
        if (!isset($this->loaded[$module])) {
            require_once $this->installation->root . '/includes/registrarfunctions.php';
            require_once $this->installation->root . '/includes/clientfunctions.php';
            $this->checkName($module);
            $file = $this->installation->root . "/modules/registrars/$module/$module.php";
            $outcome = $this->installation->sandbox->run("$module.php", static function () use ($file): void {
                require_once $file;
            }, self::CONFIG_LIMIT);
            $this->loaded[$module] = $outcome->thrown === null;
        }

        return $this->loaded[$module];
    }

    public function has(string $module, string $function): bool
    {
        return $this->load($module) && function_exists($module . '_' . $function);
    }

    /**
     * Settings as module functions get them: clear text, but with the entities that the form put in
     * (contract section 3.4).
     *
     * @return array<string, string>
     */
    public function settings(string $module): array
    {
        $state = $this->installation->store->read();
        $settings = array_map('decrypt', $state['registrarSettings'][$module] ?? []);
        foreach ($state['passwordFields'][$module] ?? [] as $field) {
            $this->installation->secrets->learn($settings[$field] ?? '', array_diff_key($settings, [$field => 1]));
        }

        return $settings;
    }

    /**
     * Calls getConfigArray as the settings page does: with the stored settings.
     *
     * @return array<string, array> definitions by setting
     */
    public function config(string $module): array
    {
        if (!$this->has($module, 'getConfigArray')) {
            throw new CommandError("$module has no getConfigArray");
        }
        $params = $this->settings($module) + ['whmcsVersion' => $this->installation->versionText()];
        $name = $module . '_getConfigArray';
        $outcome = $this->installation->sandbox->run($name, static function () use ($name, $params) {
            return $name($params);
        }, self::CONFIG_LIMIT);
        $fault = $outcome->thrown === null ? ConfigShape::fault($outcome->value) : null;
        if ($fault !== null) {
            $this->installation->violations->record('shape', $fault, $name);
        }

        return is_array($outcome->value) ? $outcome->value : [];
    }

    /** Passwords typed into the form must not leak either, saved or not. */
    public function learnPosted(array $config, array $form): void
    {
        foreach ($config as $name => $definition) {
            if (($definition['Type'] ?? '') === 'password' && strpos($form[$name] ?? '', '***') !== 0) {
                $this->installation->secrets->learn($form[$name] ?? '', array_diff_key($form, [$name => 1]));
            }
        }
    }

    private function checkName(string $module): void
    {
        if (preg_match('/^[a-z][a-z0-9]*$/', $module) !== 1) {
            $this->installation->violations->record('shape', 'module names are lower-case letters and digits', $module);
        }
    }
}
