<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Carbon;
use WHMCS\Domains\Domain;
use WHMCS\User\Client;

/**
 * Builds $params as WHMCS does (contract section 3), differently by WHMCS version where the contract knows or
 * suspects differences; where it knows nothing, the poorer set of keys is built.
 */
final class Params
{
    /** The IDN keys and the grace flags came during 8.x; no earlier sighting than this variant. */
    private const RICH_SINCE = '8.1.0';

    /** @var array the whole state */
    private $state;

    /** @var string */
    private $version;

    public function __construct(array $state)
    {
        $this->state = $state;
        $this->version = $state['version'];
    }

    /** For Sync and TransferSync: the short list of the docs, where "status" is the domain's. */
    public function sync(array $domain, array $settings, bool $transfer): array
    {
        $params = $settings + [
            'domainid' => $domain['id'],
            'domain' => $domain['domain'],
            'sld' => $this->sld($domain),
            'tld' => $this->tld($domain),
            'registrar' => $domain['registrar'],
            'regperiod' => $domain['regperiod'],
            'status' => $domain['status'],
            'dnsmanagement' => $domain['dnsmanagement'],
            'emailforwarding' => $domain['emailforwarding'],
            'idprotection' => $domain['idprotection'],
        ];
        if (!$this->isRich()) {
            if (!$transfer) {
                unset($params['domain']);
            }

            return $params;
        }

        return $params + $this->idn($domain) + [
            'domainname' => $domain['domain'],
            'domainObj' => new Domain($domain['domain']),
            'whmcsVersion' => $this->version . '-release.1',
        ];
    }

    /** For functions that have no domain: settings only. */
    public function settingsOnly(array $settings): array
    {
        return $settings + ['whmcsVersion' => $this->version . '-release.1'];
    }

    /**
     * For functions about one domain.
     *
     * @param string $kind  "order" (with contacts and nameservers) or "domain"
     * @param array  $extra the function's own parameters
     */
    public function domain(array $domain, array $settings, string $kind, string $function, array $extra): array
    {
        $original = $settings + $this->common($domain);
        if ($kind === 'order') {
            $original = array_merge($original, $this->client($domain), $this->nameservers($domain));
            $original += $this->orderExtras($domain, $function);
        }
        $original = array_merge($original, $extra);
        $params = $this->transliterated($original, array_merge($settings, $extra));
        $params['original'] = $original + ['model' => new Client($domain['clientId'])];
        $params['whmcsVersion'] = $this->version . '-release.1';

        return $params;
    }

    private function isRich(): bool
    {
        return version_compare($this->version, self::RICH_SINCE, '>=');
    }

    private function common(array $domain): array
    {
        $common = [
            'domainid' => $domain['id'],
            'domainname' => $domain['domain'],
            'domain' => $domain['domain'],
            'sld' => $this->sld($domain),
            'tld' => $this->tld($domain),
            'regtype' => $domain['type'],
            'regperiod' => $domain['regperiod'],
            'registrar' => $domain['registrar'],
            'dnsmanagement' => $domain['dnsmanagement'],
            'emailforwarding' => $domain['emailforwarding'],
            'idprotection' => $domain['idprotection'],
            'premiumEnabled' => $this->state['premiumEnabled'],
            'userid' => $domain['clientId'],
            'domainObj' => new Domain($domain['domain']),
        ];

        return $common + ($this->isRich() ? $this->idn($domain) : []);
    }

    private function idn(array $domain): array
    {
        $name = new Domain($domain['domain']);
        // The docs spell the key without capital, the capture of 8.9 with it: each in some version.
        $key = version_compare($this->version, '8.13.0', '==') ? 'idnlanguage' : 'idnLanguage';

        return [
            'domain_punycode' => $name->toPunycode(),
            'sld_punycode' => $name->getPunycodeSecondLevel(),
            'tld_punycode' => $name->getPunycodeTopLevel(),
            'is_idn' => $name->isIdn(),
            $key => $domain['idnLanguage'],
        ];
    }

    private function nameservers(array $domain): array
    {
        $keys = [];
        for ($i = 1; $i <= 5; $i++) {
            $name = $domain['nameservers'][$i - 1] ?? '';
            $keys["ns$i"] = $name;
            if ($name !== '' && $this->isRich()) {
                $keys["ns{$i}_punycode"] = Punycode::encode($name);
            }
        }

        return $keys;
    }

    private function orderExtras(array $domain, string $function): array
    {
        $extras = ['additionalfields' => $domain['additionalfields']];
        if ($domain['premiumCost'] !== null) {
            $extras['premiumCost'] = $domain['premiumCost'];
        }
        if ($function === 'TransferDomain' && $domain['eppcode'] !== null) {
            $extras['eppcode'] = $domain['eppcode'];
            $extras['transfersecret'] = $domain['eppcode'];
        }
        if ($function === 'RenewDomain' && $this->isRich()) {
            $extras['isInGracePeriod'] = $domain['status'] === 'Grace';
            $extras['isInRedemptionGracePeriod'] = $domain['status'] === 'Redemption';
            if ($domain['expirydate'] !== null) {
                $extras['expiryDate'] = Carbon::parse($domain['expirydate']);
            }
        }

        return $extras;
    }

    /** The registrant, the shared admin contact, and what leaks in from the client record. */
    private function client(array $domain): array
    {
        $client = array_merge($this->state['client'], $domain['client']);
        $full = '+' . $client['phonecc'] . '.' . preg_replace('/\D/', '', $client['phonenumber']);
        $contact = [
            'firstname' => $client['firstname'],
            'lastname' => $client['lastname'],
            'companyname' => $client['companyname'],
            'email' => $client['email'],
            'address1' => $client['address1'],
            'address2' => $client['address2'],
            'city' => $client['city'],
            'state' => States::code($client['state'], $client['country']),
            'fullstate' => States::name($client['state'], $client['country']),
            'postcode' => $client['postcode'],
            'country' => $client['country'],
            'phonenumber' => $client['phonenumber'],
            'phonecc' => $client['phonecc'],
            'fullphonenumber' => $full,
        ];
        $keys = $contact + [
            'fullname' => trim($client['firstname'] . ' ' . $client['lastname']),
            'statecode' => $contact['state'],
            'countrycode' => $client['country'],
            'countryname' => States::country($client['country']),
            'phone-cc' => (string) $client['phonecc'],
            'phonenumberformatted' => $full,
            'telephoneNumber' => $full,
            'tax_id' => '',
            'client_id' => $domain['clientId'],
            'id' => $domain['clientId'],
            'owner_user_id' => $domain['clientId'],
            'uuid' => 'c1a5f0de-0000-4000-8000-000000000001',
            'email_preferences' => ['domain' => '1', 'general' => '1'],
            'billingcid' => 0,
            'notes' => 'Internal note about the client',
            'currency' => 1,
            'defaultgateway' => '',
            'groupid' => 0,
            'status' => 'Active',
            'credit' => '0.00',
            'taxexempt' => false,
            'lastlogin' => 'No Login Logged',
            'language' => 'english',
        ];
        foreach ($contact as $name => $value) {
            $keys['admin' . $name] = $value;
        }

        return $keys;
    }

    /**
     * The top-level copy: texts in ASCII and numbers of the client as text. Identifiers keep their type.
     *
     * @param array $untouched keys that are not contact data
     */
    private function transliterated(array $original, array $untouched): array
    {
        $integers = ['domainid', 'regperiod'];
        $copy = [];
        foreach ($original as $name => $value) {
            if (is_string($value) && !isset($untouched[$name]) && !$this->isName((string) $name)) {
                $value = Transliteration::ascii($value);
            } elseif (is_int($value) && !in_array($name, $integers, true)) {
                $value = (string) $value;
            }
            $copy[$name] = $value;
        }

        return $copy;
    }

    private function isName(string $key): bool
    {
        return in_array($key, ['domain', 'domainname', 'sld', 'tld'], true);
    }

    private function sld(array $domain): string
    {
        return (new Domain($domain['domain']))->getSecondLevel();
    }

    /** Without leading dot, unlike the docs' example (contract section 3.1). */
    private function tld(array $domain): string
    {
        return (new Domain($domain['domain']))->getTopLevel();
    }
}
