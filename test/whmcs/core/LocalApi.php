<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The commands of localAPI that modules in scope need (contract section 12). */
final class LocalApi
{
    private const COMMANDS = [
        'sendadminemail' => 'sendAdminEmail',
        'triggernotificationevent' => 'triggerNotificationEvent',
        'logactivity' => 'logActivity',
        'getregistrars' => 'getRegistrars',
        'encryptpassword' => 'encryptPassword',
        'decryptpassword' => 'decryptPassword',
        'getclientsdomains' => 'getClientsDomains',
        'gettldpricing' => 'getTldPricing',
        'getclientsdetails' => 'getClientsDetails',
        'updateclientdomain' => 'updateClientDomain',
    ];

    /** As the admin area offers them (contract section 10.4). */
    private const DOMAIN_STATUSES = [
        'Pending', 'Pending Registration', 'Pending Transfer', 'Active', 'Grace', 'Redemption', 'Expired',
        'Transferred Away', 'Cancelled', 'Fraud',
    ];

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    public function call($command, $values, $adminUser): array
    {
        $violations = $this->installation->violations;
        if (!is_string($command) || !is_array($values) || !($adminUser === null || is_string($adminUser))) {
            $violations->record('local-api', 'localAPI takes a command, an array and an admin user name');

            return self::error('Invalid call');
        }
        $method = self::COMMANDS[strtolower($command)] ?? null;
        if ($method === null) {
            $violations->record('local-api', "localAPI has no command $command");

            return self::error('Command Not Found');
        }
        $failure = $this->installation->store->read()['localApiFailures'][$command] ?? null;
        if ($failure !== null) {
            return self::error($failure);
        }
        $answer = $this->$method($values);
        if ($answer['result'] === 'error') {
            $violations->record('local-api', "localAPI refused $command: " . $answer['message']);
        }

        return $answer;
    }

    private function sendAdminEmail(array $values): array
    {
        $fault = $this->wrongKeys($values, ['messagename', 'custommessage', 'customsubject', 'type', 'deptid',
            'mergefields']);
        if ($fault !== null) {
            return self::error($fault);
        }
        $type = $values['type'] ?? 'system';
        if (!in_array($type, ['system', 'account', 'support'], true)) {
            return self::error('Invalid type');
        }
        $subject = $values['customsubject'] ?? '';
        $message = $values['custommessage'] ?? '';
        if (isset($values['messagename'])) {
            $subject = $values['messagename'];
            $message = '(template ' . $values['messagename'] . ')';
        } elseif (!is_string($subject) || !is_string($message) || trim($subject) === '' || trim($message) === '') {
            return self::error('A custom message and a custom subject are required');
        }
        foreach ($values['mergefields'] ?? [] as $name => $value) {
            $message = str_replace('{$' . $name . '}', (string) $value, $message);
            $subject = str_replace('{$' . $name . '}', (string) $value, $subject);
        }
        $this->installation->mailer->toAdmins($type, $subject, $message);

        return ['result' => 'success'];
    }

    private function triggerNotificationEvent(array $values): array
    {
        $fault = $this->wrongKeys($values, ['notification_identifier', 'title', 'message', 'url', 'status',
            'statusStyle', 'attributes']);
        foreach (['notification_identifier', 'title', 'message'] as $name) {
            if (!is_string($values[$name] ?? null) || $values[$name] === '') {
                $fault = $fault ?? "$name is required";
            }
        }
        if ($fault !== null) {
            return self::error($fault);
        }
        $this->installation->secrets->check(Plain::json(Plain::of($values)), 'notification');
        $this->installation->store->update(static function (array &$state) use ($values): void {
            $state['notifications'][] = ['time' => date('c')] + $values;
        });

        return ['result' => 'success'];
    }

    private function logActivity(array $values): array
    {
        if (!is_string($values['description'] ?? null) || $values['description'] === '') {
            return self::error('A description is required');
        }
        $this->installation->logs->activity($values['description'], (int) ($values['clientid'] ?? 0));

        return ['result' => 'success'];
    }

    private function getRegistrars(): array
    {
        if (version_compare($this->installation->version(), '8.1.1', '<')) {
            return self::error('Command Not Found');
        }
        $registrars = [];
        foreach (array_keys($this->installation->store->read()['registrarSettings']) as $module) {
            $registrars[] = ['module' => $module, 'display_name' => $module];
        }

        return ['result' => 'success', 'registrars' => $registrars];
    }

    private function encryptPassword(array $values): array
    {
        if (!is_string($values['password2'] ?? null)) {
            return self::error('password2 is required');
        }

        return ['result' => 'success', 'password' => encrypt($values['password2'])];
    }

    private function decryptPassword(array $values): array
    {
        if (!is_string($values['password2'] ?? null)) {
            return self::error('password2 is required');
        }

        return ['result' => 'success', 'password' => decrypt($values['password2'])];
    }

    private function getClientsDomains(array $values): array
    {
        $domains = [];
        foreach ($this->installation->store->read()['domains'] as $domain) {
            $wanted = (!isset($values['domainid']) || (int) $values['domainid'] === $domain['id'])
                && (!isset($values['domain']) || $values['domain'] === $domain['domain']);
            if ($wanted) {
                $domains[] = [
                    'id' => $domain['id'],
                    'domainname' => $domain['domain'],
                    'registrar' => $domain['registrar'],
                    'status' => $domain['status'],
                    'expirydate' => $domain['expirydate'] ?? '0000-00-00',
                ];
            }
        }

        return ['result' => 'success', 'totalresults' => count($domains), 'domains' => ['domain' => $domains]];
    }

    /** Keyed by TLD without a dot; only TLDs that have a price in the shop are there. */
    private function getTldPricing(array $values): array
    {
        $fault = $this->wrongKeys($values, ['currencyid', 'clientid']);
        if ($fault !== null || count($values) > 1) {
            return self::error($fault ?? 'Pass currencyid or clientid, but not both');
        }
        $state = $this->installation->store->read();
        $pricing = [];
        foreach ($state['tlds'] as $tld) {
            $pricing[$tld] = [
                'categories' => ['Popular'],
                'addons' => ['dns' => false, 'email' => false, 'idprotect' => false],
                'group' => '',
                'register' => ['1' => '14.95'],
                'transfer' => ['1' => '14.95'],
                'renew' => ['1' => '14.95'],
                'grace_period' => null,
                'redemption_period' => null,
            ];
        }
        $code = $state['currencies'][0];
        $currency = ['id' => 1, 'code' => $code, 'prefix' => '', 'suffix' => " $code", 'format' => 1,
            'rate' => '1.00000'];

        return ['result' => 'success', 'currency' => $currency, 'pricing' => $pricing];
    }

    /** As documented; `client` alone, for the same keys at the top are called deprecated. */
    private function getClientsDetails(array $values): array
    {
        $fault = $this->wrongKeys($values, ['clientid', 'email', 'stats']);
        if ($fault !== null) {
            return self::error($fault);
        }
        if (empty($values['clientid']) && empty($values['email'])) {
            return self::error('Either clientid Or email Is Required');
        }
        foreach ($this->installation->store->read()['domains'] as $domain) {
            if ($domain['clientId'] === ($values['clientid'] ?? null)) {
                return ['result' => 'success', 'client' => $this->clientDetails($domain)];
            }
        }

        return self::error('Client Not Found');
    }

    /** Every value as text, and those that the example has; others may be there or not. */
    private function clientDetails(array $domain): array
    {
        $client = array_merge($this->installation->store->read()['client'], $domain['client']);
        $number = preg_replace('/\D/', '', $client['phonenumber']);

        return [
            'userid' => (string) $domain['clientId'],
            'id' => (string) $domain['clientId'],
            'firstname' => $client['firstname'],
            'lastname' => $client['lastname'],
            'fullname' => $client['firstname'] . ' ' . $client['lastname'],
            'companyname' => $client['companyname'],
            'email' => $client['email'],
            'address1' => $client['address1'],
            'address2' => $client['address2'],
            'city' => $client['city'],
            'fullstate' => States::name($client['state'], $client['country']),
            'state' => States::code($client['state'], $client['country']),
            'postcode' => $client['postcode'],
            'countrycode' => $client['country'],
            'country' => $client['country'],
            'phonenumber' => $client['phonenumber'],
            'statecode' => States::code($client['state'], $client['country']),
            'countryname' => States::country($client['country']),
            'phonecc' => (string) $client['phonecc'],
            'phonenumberformatted' => '+' . $client['phonecc'] . '.' . $number,
            'status' => 'Active',
        ];
    }

    /**
     * The parameters that a module in scope may use, strictly: WHMCS would take others too, and some of those
     * (`updatens`, `registrar`) call the module again.
     */
    private function updateClientDomain(array $values): array
    {
        $fault = $this->wrongKeys($values, ['domainid', 'status', 'expirydate', 'nextduedate']);
        foreach (['expirydate', 'nextduedate'] as $name) {
            $date = $values[$name] ?? '2000-01-01';
            if (!is_string($date) || preg_match('/^\d{4}-\d\d-\d\d$/D', $date) !== 1) {
                $fault = $fault ?? "$name must be Y-m-d";
            }
        }
        if (isset($values['status']) && !in_array($values['status'], self::DOMAIN_STATUSES, true)) {
            $fault = $fault ?? 'Unknown status';
        }
        if ($fault !== null) {
            return self::error($fault);
        }
        $id = $values['domainid'] ?? null;
        unset($values['domainid']);
        $found = $this->installation->store->update(static function (array &$state) use ($id, $values): bool {
            foreach ($state['domains'] as &$domain) {
                if ($domain['id'] === $id) {
                    $domain = array_merge($domain, $values);

                    return true;
                }
            }

            return false;
        });

        return $found ? ['result' => 'success', 'domainid' => $id] : self::error('Domain ID Not Found');
    }

    private function wrongKeys(array $values, array $known): ?string
    {
        $unknown = array_diff(array_keys($values), $known);

        return $unknown === [] ? null : 'Unknown parameter ' . implode(', ', $unknown);
    }

    private static function error(string $message): array
    {
        return ['result' => 'error', 'message' => $message];
    }
}
