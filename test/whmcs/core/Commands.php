<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The commands that the runner takes; each is a method, its argument the whole command. */
final class Commands
{
    private const NAMES = [
        'install', 'configure', 'addDomains', 'activate', 'deactivate', 'settingsPage', 'saveSettings', 'call',
        'checkAvailability', 'suggest', 'cron', 'runHook', 'domainPage', 'activateAddon', 'deactivateAddon', 'allowAddon',
        'addonPage', 'adminPage',
    ];

    /** Commands that only change the double's own data: no page, no module code. */
    private const QUIET = ['install', 'configure', 'addDomains'];

    private const CONFIGURABLE = [
        'version', 'moduleLogOn', 'premiumEnabled', 'idnEnabled', 'automation', 'localApiFailures', 'admins',
        'tlds', 'domainPricing', 'language', 'clientLanguage', 'visitorLanguage', 'recordsTellLanguage',
    ];

    /** Not 1: a domain's id must not be mistaken for the client's. */
    private const FIRST_ID = 1001;

    private const DOMAIN_DEFAULTS = [
        'type' => 'Register', 'status' => 'Pending', 'regperiod' => 1, 'clientId' => 7, 'expirydate' => null,
        'nextduedate' => null, 'registrationdate' => null, 'dnsmanagement' => false, 'emailforwarding' => false,
        'idprotection' => false, 'additionalfields' => [], 'premiumCost' => null, 'eppcode' => null,
        'idnLanguage' => '', 'nameservers' => ['ns1.example.net', 'ns2.example.net'], 'client' => [],
        'synced' => false,
    ];

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    public function run(array $command): array
    {
        $name = $command['command'] ?? '';
        if (!in_array($name, self::NAMES, true)) {
            throw new CommandError('no command ' . Plain::json($name));
        }
        $context = $command['context'] ?? $this->usualContext($command);
        if (!in_array($context, ['web', 'client', 'cron'], true)) {
            throw new CommandError('the context is web, client or cron');
        }
        if (!in_array($name, self::QUIET, true)) {
            Environment::enter($this->installation, $context);
            $this->installation->hooks->limit($command['hookLimits'] ?? []);
            $this->learnSecrets();
            $this->installation->hooks->load();
        }

        return $this->$name($command);
    }

    private function usualContext(array $command): string
    {
        $inCron = in_array(strtolower($command['function'] ?? ''), ['sync', 'transfersync'], true);

        return $inCron || $command['command'] === 'cron' ? 'cron' : 'web';
    }

    /** Anything that the module writes is checked against all stored passwords, whichever page runs. */
    private function learnSecrets(): void
    {
        foreach (array_keys($this->installation->store->read()['registrarSettings']) as $module) {
            $this->installation->modules->settings((string) $module);
        }
    }

    private function install(array $command): array
    {
        $hash = bin2hex(random_bytes(32));
        file_put_contents(
            $this->installation->root . '/configuration.php',
            "<?php\n\n\$cc_encryption_hash = '$hash';\n"
        );
        $seed = bin2hex(random_bytes(8));
        $this->installation->store->update(static function (array &$state) use ($command, $seed): void {
            $state = [
                'version' => $command['version'] ?? '8.13.0',
                'constantSeed' => $seed,
                'systemUrl' => 'https://whmcs.example/',
                'admins' => [['id' => 1, 'name' => 'Admin', 'email' => 'admin@whmcs.example']],
                'currencies' => ['USD', 'EUR'],
                'language' => 'english',
                'clientLanguage' => '',
                'visitorLanguage' => '',
                'recordsTellLanguage' => false,
                'tlds' => ['com', 'net'],
                'client' => Client::USUAL,
                'premiumEnabled' => false,
                'idnEnabled' => true,
                'automation' => [
                    'domainSyncEnabled' => true,
                    'notifyOnly' => false,
                    'syncNextDueDate' => false,
                    'nextDueDateOffsetDays' => 0,
                ],
                'localApiFailures' => [],
                'registrarSettings' => [],
                'passwordFields' => [],
                'addons' => [],
                'detectedHooks' => [],
                'widgetCache' => [],
                'domains' => [],
                'moduleLogOn' => false,
                'moduleLog' => [],
                'activityLog' => [],
                'mails' => [],
                'notifications' => [],
            ];
        });

        return ['modules' => $this->installation->modules->present()];
    }

    private function configure(array $command): array
    {
        $changes = $command['changes'] ?? [];
        $unknown = array_diff(array_keys($changes), self::CONFIGURABLE);
        if ($unknown !== []) {
            throw new CommandError('cannot configure ' . implode(', ', $unknown));
        }
        $this->installation->store->update(static function (array &$state) use ($changes): void {
            $changes['automation'] = array_merge($state['automation'], $changes['automation'] ?? []);
            $state = array_merge($state, $changes);
        });

        return [];
    }

    private function addDomains(array $command): array
    {
        $new = array_map([$this, 'newDomain'], $command['domains'] ?? []);
        $ids = $this->installation->store->update(static function (array &$state) use ($new): array {
            $ids = [];
            foreach ($new as $domain) {
                $ids[] = self::FIRST_ID + count($state['domains']);
                $state['domains'][] = ['id' => end($ids)] + $domain;
            }

            return $ids;
        });

        return ['ids' => $ids];
    }

    private function newDomain(array $given): array
    {
        $unknown = array_diff(array_keys($given), array_keys(self::DOMAIN_DEFAULTS), ['domain', 'registrar']);
        if ($unknown !== [] || !is_string($given['domain'] ?? null)) {
            throw new CommandError('a domain needs its name and no ' . implode(', ', $unknown));
        }
        $given['registrar'] = $given['registrar'] ?? $this->installation->modules->pick(null);

        return $given + self::DOMAIN_DEFAULTS;
    }

    private function activate(array $command): array
    {
        return (new Settings($this->installation))->activate($this->module($command), $command['validate'] ?? true);
    }

    private function deactivate(array $command): array
    {
        return (new Settings($this->installation))->deactivate($this->module($command));
    }

    private function settingsPage(array $command): array
    {
        return (new Settings($this->installation))->page($this->module($command));
    }

    private function saveSettings(array $command): array
    {
        return (new Settings($this->installation))->save($this->module($command), $command['values'] ?? [], $command);
    }

    private function call(array $command): array
    {
        return (new Dispatcher($this->installation))->call(
            $this->module($command),
            $command['function'] ?? '',
            $command['domainId'] ?? null,
            $command['extra'] ?? [],
            self::limit($command)
        );
    }

    private function checkAvailability(array $command): array
    {
        return (new Lookup($this->installation))->check(
            $this->module($command),
            $command['term'],
            $command['tlds'],
            self::limit($command)
        );
    }

    private function suggest(array $command): array
    {
        return (new Lookup($this->installation))->suggest(
            $this->module($command),
            $command['term'],
            $command['tlds'],
            $command['suggestionSettings'] ?? [],
            self::limit($command)
        );
    }

    private function cron(array $command): array
    {
        return (new Cron($this->installation))->run(
            $command['daily'] ?? false,
            $command['sync'] ?? true,
            self::limit($command)
        );
    }

    private function runHook(array $command): array
    {
        $point = $command['hook'] ?? '';
        if (!isset(HookPoints::RETURNS[$point])) {
            throw new CommandError("no hook point $point");
        }
        $answers = $this->installation->hooks->run($point, [$command['vars'] ?? []]);

        return ['hooked' => $this->installation->hooks->has($point), 'answers' => $answers];
    }

    /** What the admin's page of a domain asks the module for by itself, in one process (contract section 15, item 1). */
    private function domainPage(array $command): array
    {
        $dispatcher = new Dispatcher($this->installation);
        $ask = function (string $function) use ($dispatcher, $command): array {
            return $dispatcher->call($this->module($command), $function, $command['domainId'], [], null)['value'];
        };
        $buttons = $ask('AdminCustomButtonArray');

        return ['rows' => $ask('AdminDomainsTabFields'), 'buttons' => $buttons + $ask('AdminCustomButtonArray')];
    }

    private function activateAddon(array $command): array
    {
        return (new Addons($this->installation))->activate($command['module']);
    }

    private function deactivateAddon(array $command): array
    {
        return (new Addons($this->installation))->deactivate($command['module']);
    }

    private function allowAddon(array $command): array
    {
        return (new Addons($this->installation))->allow($command['module'], $command['role']);
    }

    private function addonPage(array $command): array
    {
        Environment::session($this->installation->store->read(), $command['adminId']);
        if (in_array($command['tokenCheck'], Token::REFUSALS, true)) {
            Token::offer($command['tokenCheck']);
        }

        return (new Addons($this->installation))->page(
            $command['module'],
            $command['adminId'],
            $command['query'],
            $command['post'],
            self::limit($command)
        );
    }

    private function adminPage(array $command): array
    {
        Environment::session($this->installation->store->read(), $command['adminId']);
        Token::offer('ends');

        return (new AdminPages($this->installation))->show(
            $command['filename'],
            $command['adminId'],
            $command['cookies'],
            $command['permissions'],
            $command['refresh']
        );
    }

    private function module(array $command): string
    {
        return $this->installation->modules->pick($command['module'] ?? null);
    }

    private static function limit(array $command): ?float
    {
        return isset($command['limitSeconds']) ? (float) $command['limitSeconds'] : null;
    }
}
