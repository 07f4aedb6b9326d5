<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/**
 * WHMCS's contact form: texts by label, one set for each type of contact (whmcs-contract.md section 5.2). NiceNIC keeps
 * one, the registrant's. The sidecar knows the fields by WHMCS's names of them.
 */
final class ContactForm
{
    public const TYPE = 'Registrant';

    /** By field, the label that the form shows, then others under which WHMCS and its themes post the same. */
    private const LABELS = [
        'firstname' => ['First Name'],
        'lastname' => ['Last Name'],
        'companyname' => ['Company Name', 'Organisation Name', 'Organisation', 'Organization Name', 'Organization'],
        'email' => ['Email Address', 'Email'],
        'address1' => ['Address 1', 'Address'],
        'address2' => ['Address 2'],
        'city' => ['City'],
        'state' => ['State'],
        'postcode' => ['Postcode'],
        'country' => ['Country'],
        'phonenumber' => ['Phone Number', 'Phone'],
    ];

    /** Some forms ask for it apart from the number. */
    private const PHONE_CODE = 'Phone Country Code';

    /**
     * @param array<mixed> $contact texts by field
     * @return array<string, array<string, string>>|null what WHMCS shows; null when it does not have the agreed form
     */
    public static function shown(array $contact): ?array
    {
        $shown = [];
        foreach (self::LABELS as $field => [$label]) {
            if (!is_string($contact[$field] ?? null)) {
                return null;
            }
            $shown[$label] = $contact[$field];
        }

        return [self::TYPE => $shown];
    }

    /**
     * @param Params $details what was posted, by type
     * @return array<string, string>|null texts by field; null when the registrant is not there
     */
    public static function posted(Params $details): ?array
    {
        $registrant = $details->section(self::TYPE);
        if ($registrant->isEmpty()) {
            return null;
        }
        $fields = [];
        foreach (self::LABELS as $field => $labels) {
            $filled = array_filter(array_map([$registrant, 'text'], $labels), 'strlen');
            $fields[$field] = $filled === [] ? '' : reset($filled);
        }

        return $fields + ['phonecc' => $registrant->text(self::PHONE_CODE)];
    }
}
