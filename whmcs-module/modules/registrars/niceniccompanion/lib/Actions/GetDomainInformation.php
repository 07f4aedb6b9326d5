<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;
use WHMCS\Carbon;
use WHMCS\Domain\Registrar\Domain;

/**
 * What the domain pages show. What NiceNIC's documented API cannot read, such as the transfer lock, is left unset: for
 * WHMCS that means "no value known" (whmcs-contract.md section 5.2).
 */
final class GetDomainInformation
{
    /** Seconds. A page waits; the sidecar answers within 14. */
    private const LIMIT = 14.5;

    /**
     * @param array<string, mixed> $params
     * @throws \Exception with a text that customers may read
     */
    public function run(array $params): Domain
    {
        $values = new Params($params);
        try {
            return (new ActionCall('GetDomainInformation', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                [self::class, 'read']
            );
        } catch (ActionFailed $failed) {
            throw new \Exception($failed->customerText(Texts::toCustomer('module:for_customers.no_data')));
        }
    }

    /**
     * @param array<string, mixed> $result
     */
    public static function read(array $result): ?Domain
    {
        $nameservers = GetNameservers::read($result['nameservers'] ?? null);
        $expiryDate = $result['expiryDate'] ?? null;
        $name = $result['domain'] ?? null;
        if (!is_string($name) || $name === '' || $nameservers === null) {
            return null;
        }
        if ($expiryDate !== null && !CalendarDate::isOne($expiryDate)) {
            return null;
        }
        $domain = new Domain();
        $domain->setDomain($name);
        $domain->setNameservers($nameservers);
        $domain->setIsIrtpEnabled(false);
        if ($expiryDate !== null) {
            $domain->setExpiryDate(Carbon::createFromFormat('Y-m-d', $expiryDate)->startOfDay());
        }
        $status = self::status($result['status'] ?? null);
        if ($status !== null) {
            $domain->setRegistrationStatus($status);
        }
        $domain->setPendingSuspension(($result['hold']['state'] ?? null) === 'pending');

        return $domain;
    }

    /**
     * @param mixed $status
     * @return mixed one of WHMCS's constants, whose values are not documented; null when it is not known
     */
    private static function status($status)
    {
        switch ($status) {
            case 'active':
                return Domain::STATUS_ACTIVE;
            case 'expired':
                return Domain::STATUS_EXPIRED;
            case 'suspended':
                return Domain::STATUS_SUSPENDED;
            default:
                return null;
        }
    }
}
