<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Addon modules: activation, access, and the page in the admin area (contract section 9). */
final class Addons
{
    /** Seconds for functions that the list of addons calls. Generous, because test machines are busy. */
    private const CONFIG_LIMIT = 1.0;

    /** Seconds that an admin waits for activation. */
    private const ACTIVATE_LIMIT = 10.0;

    /** Seconds after which web servers give a page up. */
    private const PAGE_LIMIT = 60.0;

    /** WHMCS's own test of addons wants these and no others. */
    private const CONFIG_KEYS = ['name', 'description', 'version', 'author', 'language', 'fields'];

    private const STATUSES = ['success', 'error', 'info'];

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /** Activates the addon. Nobody may open its page before a role is allowed to. */
    public function activate(string $module): array
    {
        $config = $this->config($module);
        $answer = $this->lifecycle($module, 'activate');
        if ($answer['status'] !== 'error') {
            $addon = ['version' => $config['version'] ?? '', 'roles' => [], 'settings' => $this->defaults($config)];
            $hookFile = "modules/addons/$module/hooks.php";
            $hasHooks = is_file($this->installation->root . '/' . $hookFile);
            $this->installation->store->update(
                static function (array &$state) use ($module, $addon, $hookFile, $hasHooks): void {
                    $state['addons'][$module] = $addon;
                    if ($hasHooks && !in_array($hookFile, $state['detectedHooks'], true)) {
                        $state['detectedHooks'][] = $hookFile;
                    }
                }
            );
        }

        return $answer;
    }

    public function deactivate(string $module): array
    {
        $this->active($module);
        $answer = $this->lifecycle($module, 'deactivate');
        if ($answer['status'] !== 'error') {
            $this->installation->store->update(static function (array &$state) use ($module): void {
                unset($state['addons'][$module]);
                $hookFile = "modules/addons/$module/hooks.php";
                $state['detectedHooks'] = array_values(array_diff($state['detectedHooks'], [$hookFile]));
            });
        }

        return $answer;
    }

    /** Ticks a role under Access Control. */
    public function allow(string $module, int $role): array
    {
        $this->active($module);
        $this->installation->store->update(static function (array &$state) use ($module, $role): void {
            $state['addons'][$module]['roles'][] = $role;
        });

        return [];
    }

    /**
     * Opens the addon's page.
     *
     * @param array      $query fields of the address besides the module's name
     * @param array|null $post  fields of a form that was sent; null for a page that is only looked at
     * @return array html
     */
    public function page(string $module, int $adminId, array $query, ?array $post, ?float $limit): array
    {
        $addon = $this->active($module);
        if (!in_array($this->roleOf($adminId), $addon['roles'], true)) {
            throw new CommandError("the admin $adminId may not open the addon $module");
        }
        Environment::request($post === null ? 'GET' : 'POST', 'addonmodules.php', ['module' => $module] + $query, $post);
        $config = $this->config($module);
        $name = $module . '_output';
        if (!function_exists($name)) {
            throw new CommandError("$module has no page");
        }
        $vars = $addon['settings'] + [
            'modulelink' => "addonmodules.php?module=$module",
            'version' => $addon['version'],
            '_lang' => $this->texts($module, $adminId, $config),
        ];
        $outcome = $this->installation->sandbox->run($name, static function () use ($name, $vars) {
            return $name($vars);
        }, $limit ?? self::PAGE_LIMIT, [], true);
        if ($outcome->value !== null) {
            $this->violation('shape', '_output returned a value, which nobody shows', $name);
        }
        $this->checkHtml($outcome->output, $name);

        return ['html' => $outcome->output];
    }

    /**
     * The addon's language file: the one of the administrator's language, else of the addon's own (developers.whmcs.com,
     * "Multi-Language Support").
     */
    private function texts(string $module, int $adminId, array $config): array
    {
        $language = Environment::languageOf($this->installation->store->read(), $adminId);
        foreach ([$language, $config['language'] ?? ''] as $name) {
            $file = $this->installation->root . "/modules/addons/$module/lang/$name.php";
            if ($name !== '' && is_file($file)) {
                $outcome = $this->installation->sandbox->run("lang/$name.php", static function () use ($file): array {
                    $_ADDONLANG = [];
                    require $file;

                    return $_ADDONLANG;
                }, self::CONFIG_LIMIT);

                return is_array($outcome->value) ? $outcome->value : [];
            }
        }

        return [];
    }

    /** @return array what the addon says about itself */
    private function config(string $module): array
    {
        $this->load($module);
        $name = $module . '_config';
        if (!function_exists($name)) {
            throw new CommandError("$module has no _config");
        }
        $outcome = $this->installation->sandbox->run($name, static function () use ($name) {
            return $name();
        }, self::CONFIG_LIMIT);
        $fault = $outcome->thrown === null ? self::configFault($outcome->value) : null;
        if ($fault !== null) {
            $this->violation('shape', $fault, $name);
        }

        return is_array($outcome->value) ? $outcome->value : [];
    }

    private static function configFault($config): ?string
    {
        if (!is_array($config)) {
            return '_config returned ' . Plain::typeName($config);
        }
        $differing = array_merge(
            array_diff(self::CONFIG_KEYS, array_keys($config)),
            array_diff(array_keys($config), self::CONFIG_KEYS)
        );
        if ($differing !== []) {
            return '_config needs exactly the keys ' . implode(', ', self::CONFIG_KEYS);
        }
        foreach (['name', 'description', 'version', 'author', 'language'] as $key) {
            if (!is_string($config[$key]) || trim($config[$key]) === '') {
                return "$key is not a text";
            }
        }
        if (!is_array($config['fields'])) {
            return 'fields is not an array';
        }
        $names = ['FriendlyName' => ['Type' => 'System', 'Value' => $config['name']]];

        return ConfigShape::fault($names + $config['fields']);
    }

    /** Calls _activate or _deactivate; both may be missing. */
    private function lifecycle(string $module, string $function): array
    {
        $this->load($module);
        $name = $module . '_' . $function;
        if (!function_exists($name)) {
            return ['status' => 'success', 'description' => ''];
        }
        $outcome = $this->installation->sandbox->run($name, static function () use ($name) {
            return $name();
        }, self::ACTIVATE_LIMIT);
        $answer = $outcome->value;
        $right = is_array($answer) && count($answer) === 2
            && in_array($answer['status'] ?? null, self::STATUSES, true) && is_string($answer['description'] ?? null);
        if (!$right && $outcome->thrown === null) {
            $this->violation('shape', 'needs status (success, error or info) and description', $name);
        }

        return $right ? $answer : ['status' => 'error', 'description' => ''];
    }

    private function load(string $module): void
    {
        if (preg_match('/^[a-z][a-z0-9_]*$/', $module) !== 1) {
            $this->violation('shape', 'addon names are lower-case letters, digits and underscores', $module);
        }
        $file = $this->installation->root . "/modules/addons/$module/$module.php";
        if (!is_file($file)) {
            throw new CommandError("there is no addon module $module");
        }
        $this->installation->sandbox->run("addons/$module.php", static function () use ($file): void {
            require_once $file;
        }, self::CONFIG_LIMIT);
    }

    private function defaults(array $config): array
    {
        $fields = is_array($config['fields'] ?? null) ? ConfigShape::options($config['fields']) : [];

        return array_map(static function (array $definition): string {
            return (string) ($definition['Default'] ?? '');
        }, $fields);
    }

    private function checkHtml(string $html, string $name): void
    {
        if (trim($html) === '') {
            $this->violation('output', 'printed no page', $name);
        }
        PageHtml::check($html, $name, $this->installation->violations);
    }

    private function active(string $module): array
    {
        $addon = $this->installation->store->read()['addons'][$module] ?? null;
        if ($addon === null) {
            throw new CommandError("the addon $module is not active");
        }

        return $addon;
    }

    private function roleOf(int $adminId): ?int
    {
        foreach ($this->installation->store->read()['admins'] as $admin) {
            if ($admin['id'] === $adminId) {
                return $admin['role'] ?? 1;
            }
        }
        throw new CommandError("no admin has the id $adminId");
    }

    private function violation(string $kind, string $message, string $function): void
    {
        $this->installation->violations->record($kind, $message, $function);
    }
}
