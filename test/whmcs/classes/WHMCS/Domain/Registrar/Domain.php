<?php

declare(strict_types=1);

namespace WHMCS\Domain\Registrar;

use Carbon\Carbon;
use WhmcsDouble\Constants;
use WhmcsDouble\Installation;

/**
 * What GetDomainInformation returns (contract section 10.1). Setters that WHMCS leaves loosely typed record a
 * violation for a value of another type, because WHMCS would misread it without a word.
 */
class Domain
{
    public const STATUS_ACTIVE = \WHMCS_DOUBLE_DOMAIN_ACTIVE;
    public const STATUS_ARCHIVED = \WHMCS_DOUBLE_DOMAIN_ARCHIVED;
    public const STATUS_DELETED = \WHMCS_DOUBLE_DOMAIN_DELETED;
    public const STATUS_EXPIRED = \WHMCS_DOUBLE_DOMAIN_EXPIRED;
    public const STATUS_INACTIVE = \WHMCS_DOUBLE_DOMAIN_INACTIVE;
    public const STATUS_SUSPENDED = \WHMCS_DOUBLE_DOMAIN_SUSPENDED;
    public const STATUS_PENDING_DELETE = \WHMCS_DOUBLE_DOMAIN_PENDING_DELETE;

    /** @var array */
    private $values = ['nameservers' => [], 'irtpVerificationTriggerFields' => []];

    public function setDomain($domain): self
    {
        return $this->set('domain', $domain, is_string($domain) && $domain !== '', 'a name');
    }

    public function getDomain()
    {
        return $this->get('domain');
    }

    public function setNameservers($nameservers): self
    {
        $fine = is_array($nameservers);
        foreach ($fine ? $nameservers : [] as $key => $name) {
            $fine = $fine && preg_match('/^ns[1-5]$/', (string) $key) === 1 && is_string($name);
        }

        return $this->set('nameservers', $nameservers, $fine, 'an array with the keys ns1 to ns5');
    }

    public function getNameservers()
    {
        return $this->get('nameservers');
    }

    public function setRegistrationStatus($status): self
    {
        $fine = Constants::name('DOMAIN', $status) !== null;

        return $this->set('registrationStatus', $status, $fine, 'a STATUS_ constant');
    }

    public function getRegistrationStatus()
    {
        return $this->get('registrationStatus');
    }

    public function setTransferLock($locked): self
    {
        return $this->flag('transferLock', $locked);
    }

    public function getTransferLock()
    {
        return $this->get('transferLock');
    }

    public function setTransferLockExpiryDate($date): self
    {
        return $this->date('transferLockExpiryDate', $date);
    }

    public function getTransferLockExpiryDate()
    {
        return $this->get('transferLockExpiryDate');
    }

    public function setExpiryDate($date = null): self
    {
        return $this->date('expiryDate', $date);
    }

    public function getExpiryDate()
    {
        return $this->get('expiryDate');
    }

    public function setRestorable($restorable): self
    {
        return $this->flag('restorable', $restorable);
    }

    public function getRestorable()
    {
        return $this->get('restorable');
    }

    public function setRenewBeforeExpiration($renew): self
    {
        return $this->flag('renewBeforeExpiration', $renew);
    }

    public function getRenewBeforeExpiration()
    {
        return $this->get('renewBeforeExpiration');
    }

    public function setIdProtectionStatus($status): self
    {
        return $this->flag('idProtectionStatus', $status);
    }

    public function getIdProtectionStatus()
    {
        return $this->get('idProtectionStatus');
    }

    public function setDnsManagementStatus($status): self
    {
        return $this->flag('dnsManagementStatus', $status);
    }

    public function getDnsManagementStatus()
    {
        return $this->get('dnsManagementStatus');
    }

    public function setEmailForwardingStatus($status): self
    {
        return $this->flag('emailForwardingStatus', $status);
    }

    public function getEmailForwardingStatus()
    {
        return $this->get('emailForwardingStatus');
    }

    public function setIsIrtpEnabled($enabled): self
    {
        return $this->flag('isIrtpEnabled', $enabled);
    }

    public function getIsIrtpEnabled()
    {
        return $this->get('isIrtpEnabled');
    }

    public function isIrtpEnabled()
    {
        return $this->get('isIrtpEnabled');
    }

    public function setIrtpOptOutStatus($status): self
    {
        return $this->flag('irtpOptOutStatus', $status);
    }

    public function getIrtpOptOutStatus()
    {
        return $this->get('irtpOptOutStatus');
    }

    public function setIrtpTransferLock($locked): self
    {
        return $this->flag('irtpTransferLock', $locked);
    }

    public function getIrtpTransferLock()
    {
        return $this->get('irtpTransferLock');
    }

    public function setIrtpTransferLockExpiryDate($date): self
    {
        return $this->date('irtpTransferLockExpiryDate', $date);
    }

    public function getIrtpTransferLockExpiryDate()
    {
        return $this->get('irtpTransferLockExpiryDate');
    }

    public function setDomainContactChangePending($pending): self
    {
        return $this->flag('domainContactChangePending', $pending);
    }

    public function isContactChangePending()
    {
        return $this->get('domainContactChangePending');
    }

    public function setPendingSuspension($pending): self
    {
        return $this->flag('pendingSuspension', $pending);
    }

    public function getPendingSuspension()
    {
        return $this->get('pendingSuspension');
    }

    public function setDomainContactChangeExpiryDate($date): self
    {
        return $this->date('domainContactChangeExpiryDate', $date);
    }

    public function getDomainContactChangeExpiryDate()
    {
        return $this->get('domainContactChangeExpiryDate');
    }

    public function setRegistrantEmailAddress($address): self
    {
        $fine = $address === null || is_string($address);

        return $this->set('registrantEmailAddress', $address, $fine, 'a text or null');
    }

    public function getRegistrantEmailAddress()
    {
        return $this->get('registrantEmailAddress');
    }

    public function setIrtpVerificationTriggerFields($fields): self
    {
        return $this->set('irtpVerificationTriggerFields', $fields, is_array($fields), 'an array');
    }

    public function getIrtpVerificationTriggerFields()
    {
        return $this->get('irtpVerificationTriggerFields');
    }

    /** For the double's answer: what was set, with the status by the name of its constant. */
    public function toDouble(): array
    {
        $values = $this->values;
        if (isset($values['registrationStatus'])) {
            $values['registrationStatus'] = Constants::name('DOMAIN', $values['registrationStatus']);
        }

        return array_map(static function ($value) {
            return $value instanceof \DateTimeInterface ? $value->format('Y-m-d') : $value;
        }, $values);
    }

    private function get(string $name)
    {
        return $this->values[$name] ?? null;
    }

    private function flag(string $name, $value): self
    {
        return $this->set($name, $value, is_bool($value), 'a boolean');
    }

    /** Typed in WHMCS: anything but Carbon is a TypeError there, and here a violation even if it is caught. */
    private function date(string $name, $value): self
    {
        $this->set($name, $value, $value === null || $value instanceof Carbon, 'a Carbon date');
        if ($value !== null && !$value instanceof Carbon) {
            throw new \TypeError("Domain::$name must be of type ?Carbon, " . gettype($value) . ' given');
        }

        return $this;
    }

    private function set(string $name, $value, bool $fine, string $expected): self
    {
        if (!$fine) {
            $text = "Domain: $name takes $expected, got " . gettype($value);
            Installation::current()->violations->record('type', $text);
        }
        $this->values[$name] = $value;

        return $this;
    }
}
