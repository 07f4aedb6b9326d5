<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Domain\Registrar\Domain;
use WHMCS\Domain\TopLevel\ImportItem;

/**
 * What each registrar function may return (contract sections 4 and 5). Every method answers a text saying what
 * is wrong, or null.
 */
final class Shapes
{
    /** The record types that the stock DNS form can show; any other would be posted back as A. */
    private const DNS_TYPES = ['A', 'AAAA', 'MXE', 'MX', 'CNAME', 'TXT', 'URL', 'FRAME'];

    private const SYNC_FLAGS = ['active', 'cancelled', 'transferredAway'];

    public static function fault(string $shape, $value): ?string
    {
        if (is_array($value) && array_key_exists('error', $value) && $shape !== 'domainInformation') {
            return self::errorFault($value);
        }

        return self::$shape($value);
    }

    private static function errorFault(array $value): ?string
    {
        if (!is_string($value['error']) || trim($value['error']) === '') {
            return '"error" must be a text that is not empty, got ' . Plain::json(Plain::of($value['error']));
        }

        return count($value) > 1 ? '"error" comes alone, got also ' . self::others($value, ['error']) : null;
    }

    private static function action($value): ?string
    {
        if ($value === null) {
            return null;
        }
        if (!is_array($value)) {
            return 'expected an array, got ' . Plain::typeName($value);
        }
        if (self::others($value, ['success', 'message']) !== '') {
            return 'unknown keys: ' . self::others($value, ['success', 'message']);
        }
        if (array_key_exists('success', $value) && !in_array($value['success'], [true, 'success'], true)) {
            return '"success" is true or "success"; a failure is told by "error"';
        }

        return null;
    }

    private static function registration($value): ?string
    {
        if (is_array($value) && array_key_exists('pending', $value)) {
            return $value === ['pending' => true] ? null : '"pending" is true and comes alone';
        }

        return self::action($value);
    }

    private static function custom($value): ?string
    {
        if (is_string($value) && $value !== '') {
            return null;
        }

        return is_array($value) && isset($value['templatefile']) ? self::page($value) : self::action($value);
    }

    private static function domainInformation($value): ?string
    {
        if (is_array($value) && array_key_exists('error', $value)) {
            return self::errorFault($value);
        }
        if (!$value instanceof Domain) {
            return 'expected WHMCS\Domain\Registrar\Domain, got ' . Plain::typeName($value);
        }

        return is_string($value->getDomain()) ? null : 'the object has no domain name';
    }

    private static function nameservers($value): ?string
    {
        if (!is_array($value) || $value === []) {
            return 'expected one to five nameservers';
        }
        $position = 0;
        foreach ($value as $key => $name) {
            $position++;
            if ($position > 5 || $key !== "ns$position" || !is_string($name) || $name === '') {
                return 'expected the keys ns1 to ns5 in order with names, got ' . Plain::json(Plain::of($value));
            }
        }

        return null;
    }

    private static function lock($value): ?string
    {
        return in_array($value, ['locked', 'unlocked'], true)
            ? null
            : 'expected "locked" or "unlocked", got ' . Plain::json(Plain::of($value));
    }

    private static function contacts($value): ?string
    {
        if (!is_array($value) || $value === []) {
            return 'expected contacts by type';
        }
        foreach ($value as $type => $fields) {
            if (!is_string($type) || preg_match('/\s/', $type) === 1 || !is_array($fields)) {
                return 'expected an array per contact type, types without spaces';
            }
            foreach ($fields as $label => $text) {
                if (!is_string($label) || !is_string($text)) {
                    return "$type: expected texts by label";
                }
            }
        }

        return null;
    }

    private static function dns($value): ?string
    {
        if (!self::isList($value)) {
            return 'expected a list of records';
        }
        foreach ($value as $record) {
            $fine = is_array($record) && self::hasTexts($record, ['hostname', 'type', 'address'])
                && array_key_exists('priority', $record) && is_scalar($record['priority'])
                && self::others($record, ['hostname', 'type', 'address', 'priority', 'recid']) === '';
            if (!$fine) {
                return 'expected hostname, type, address, priority and at most recid, got '
                    . Plain::json(Plain::of($record));
            }
            if (!in_array($record['type'], self::DNS_TYPES, true)) {
                return 'the form cannot show records of type ' . $record['type'];
            }
        }

        return null;
    }

    private static function forwarding($value): ?string
    {
        if (!self::isList($value)) {
            return 'expected a list of forwarders';
        }
        foreach ($value as $row) {
            if (!is_array($row) || !self::hasTexts($row, ['prefix', 'forwardto']) || count($row) !== 2) {
                return 'expected prefix and forwardto';
            }
        }

        return null;
    }

    private static function eppCode($value): ?string
    {
        if (is_array($value) && array_keys($value) === ['eppcode']) {
            return is_string($value['eppcode']) && $value['eppcode'] !== '' ? null : '"eppcode" is empty';
        }

        return $value === ['success' => 'success'] || $value === ['success' => true]
            ? null
            : 'expected eppcode or success, got ' . Plain::json(Plain::of($value));
    }

    private static function page($value): ?string
    {
        if ($value === null || is_string($value)) {
            return null;
        }
        $fine = is_array($value) && is_string($value['templatefile'] ?? null)
            && is_array($value['vars'] ?? []) && is_array($value['breadcrumb'] ?? [])
            && self::others($value, ['templatefile', 'vars', 'breadcrumb']) === '';

        return $fine ? null : 'expected HTML, or templatefile with vars';
    }

    private static function premiumPrice($value): ?string
    {
        if (!is_array($value) || !is_string($value['CurrencyCode'] ?? null)) {
            return 'expected prices with a CurrencyCode';
        }

        return self::others($value, ['register', 'renew', 'transfer', 'CurrencyCode']) === '' ? null : 'unknown keys';
    }

    private static function tldPricing($value): ?string
    {
        if (!$value instanceof \WHMCS\Results\ResultsList) {
            return 'expected WHMCS\Results\ResultsList, got ' . Plain::typeName($value);
        }
        foreach ($value as $item) {
            $fields = $item instanceof ImportItem ? $item->toDouble() : [];
            if (!is_string($fields['extension'] ?? null) || $fields['extension'][0] !== '.') {
                return 'expected ImportItem objects with an extension that starts with a dot';
            }
            if (!isset($fields['registerPrice'], $fields['currency'])) {
                return $fields['extension'] . ' has no register price or no currency';
            }
        }

        return null;
    }

    private static function sync($value): ?string
    {
        if (!is_array($value)) {
            return 'expected an array, got ' . Plain::typeName($value);
        }
        $known = array_merge(self::SYNC_FLAGS, ['expirydate']);
        if (self::others($value, $known) !== '') {
            return 'unknown keys: ' . self::others($value, $known);
        }
        $raised = 0;
        foreach (self::SYNC_FLAGS as $flag) {
            if (array_key_exists($flag, $value) && !is_bool($value[$flag])) {
                return "\"$flag\" is not a boolean";
            }
            $raised += ($value[$flag] ?? false) === true ? 1 : 0;
        }
        if ($raised > 1) {
            return 'only one of active, cancelled and transferredAway may be true';
        }

        return self::expiryFault($value);
    }

    private static function transferSync($value): ?string
    {
        if (!is_array($value)) {
            return 'expected an array, got ' . Plain::typeName($value);
        }
        if ($value === []) {
            return null;
        }
        if (($value['failed'] ?? null) === true && self::others($value, ['failed', 'reason']) === '') {
            return is_string($value['reason'] ?? '') ? null : '"reason" is not a text';
        }
        if (($value['completed'] ?? null) === true && self::others($value, ['completed', 'expirydate']) === '') {
            return self::expiryFault($value);
        }

        return 'expected completed, failed, error or nothing, got ' . Plain::json(Plain::of($value));
    }

    private static function buttons($value): ?string
    {
        if (!is_array($value)) {
            return 'expected an array, got ' . Plain::typeName($value);
        }
        foreach ($value as $label => $function) {
            if (!is_string($function) || $function === '') {
                return "the function of \"$label\" is not a text";
            }
        }

        return null;
    }

    private static function htmlRows($value): ?string
    {
        if (!is_array($value)) {
            return 'expected an array, got ' . Plain::typeName($value);
        }
        foreach ($value as $label => $html) {
            if (!is_string($label) || !is_string($html)) {
                return 'expected HTML by label';
            }
        }

        return null;
    }

    private static function fields($value): ?string
    {
        if ($value === null || $value === []) {
            return null;
        }
        if (!is_array($value) || !self::isList($value['fields'] ?? null)) {
            return 'expected fields as a list';
        }
        foreach ($value['fields'] as $field) {
            if (!is_array($field) || !self::hasTexts($field, ['Name', 'Type'])) {
                return 'each field needs Name and Type';
            }
        }

        return null;
    }

    private static function metaData($value): ?string
    {
        $fine = is_array($value) && is_string($value['DisplayName'] ?? null)
            && in_array($value['APIVersion'] ?? null, ['1.0', '1.1'], true)
            && is_bool($value['NonLinearRegistrationPricing'] ?? false)
            && self::others($value, ['DisplayName', 'APIVersion', 'NonLinearRegistrationPricing']) === '';

        return $fine ? null : 'expected DisplayName and APIVersion "1.1", got ' . Plain::json(Plain::of($value));
    }

    private static function options($value): ?string
    {
        return is_array($value) ? null : 'expected an array, got ' . Plain::typeName($value);
    }

    private static function expiryFault(array $value): ?string
    {
        if (!array_key_exists('expirydate', $value)) {
            return null;
        }
        $date = $value['expirydate'];
        $fine = is_string($date) && preg_match('/^(\d{4})-(\d\d)-(\d\d)$/D', $date, $parts) === 1
            && checkdate((int) $parts[2], (int) $parts[3], (int) $parts[1]);

        return $fine ? null : '"expirydate" must be a date YYYY-MM-DD or absent, got ' . Plain::json(Plain::of($date));
    }

    private static function others(array $value, array $known): string
    {
        return implode(', ', array_diff(array_keys($value), $known));
    }

    private static function hasTexts(array $value, array $keys): bool
    {
        foreach ($keys as $key) {
            if (!is_string($value[$key] ?? null)) {
                return false;
            }
        }

        return true;
    }

    private static function isList($value): bool
    {
        return is_array($value) && ($value === [] || array_keys($value) === range(0, count($value) - 1));
    }
}
