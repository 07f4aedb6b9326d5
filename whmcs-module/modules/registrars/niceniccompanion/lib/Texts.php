<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/**
 * Every sentence that this module says by itself; the rest comes from the sidecar, or from the cause catalogue by way
 * of {@see self::cause()}.
 */
final class Texts
{
    /** Title, what was seen, steps, code. */
    private const CAUSE = '%s. %s What to do: %s [%s]';

    // Evidence about the settings.
    public const FIELD_EMPTY = '%s is empty.';
    public const FIELD_NOT_UTF8 = '%s holds bytes that are not UTF-8 text. Type it again instead of pasting it.';
    public const URL_NOT_LOOPBACK = 'SidecarUrl: http is allowed only for an address of this server'
        . ' (127.0.0.1, ::1, localhost). Use https for any other host.';
    public const URL_MALFORMED = 'SidecarUrl must look like http://127.0.0.1:8787, https://host:port or'
        . ' unix:/path/to.sock, without user name, query or spaces.';
    public const TOKEN_MALFORMED = 'SidecarToken is empty or holds characters that no token has.'
        . ' Copy it again from the data folder of the sidecar.';
    public const TOKEN_REFUSED = 'The sidecar at %s refuses SidecarToken (HTTP 401).'
        . ' Copy the token again from the data folder of the sidecar.';

    // Evidence about the sidecar.
    public const NOT_REACHED = 'The sidecar at %s cannot be reached (%s). Nothing was sent to it.';
    public const NO_ANSWER = 'The sidecar at %s did not give a complete answer (%s). If it hangs, restart it.';
    public const BAD_ANSWER = 'The answer from %s is not one of the sidecar (HTTP %d, %s).'
        . ' SidecarUrl may lead to another service.';
    public const BREAKER_OPEN = 'The sidecar at %s failed a moment ago, so it was not asked again.'
        . ' Nothing was sent to it.';
    public const UNEXPECTED_ANSWER = 'The answer of the sidecar does not have the agreed form (HTTP %d).'
        . ' Module and sidecar may be of different versions.';

    // Settings form.
    public const SETTINGS_REFUSED = 'NiceNIC Companion: the settings were not saved. %s';
    public const SETTINGS_UNCHECKED = 'NiceNIC Companion: the settings were saved but not checked. %s'
        . ' Put that right, then save the settings again.';
    public const SETTINGS_WARNING = 'NiceNIC Companion: the settings were saved with a warning. %s';
    public const REFUSED_WITHOUT_REASON = 'The sidecar calls the settings invalid without saying why.';
    public const MASKED_UNKNOWN = 'WHMCS handed over a masked value instead of the stored one.'
        . ' Type API secret and sidecar token in full.';

    // Calls to the sidecar; shown to administrators.
    public const TOO_LARGE = 'The sidecar refused the request because it is too large (HTTP 413).'
        . ' Nothing was sent to NiceNIC.';
    public const NOT_ENCODABLE = 'The request holds text that is not UTF-8 and was not sent.'
        . ' Correct the contact data of the client, or the module settings.';
    public const REFUSED = 'The sidecar answered HTTP %d: %s';
    public const INTERNAL = 'NiceNIC Companion met an error of its own (%s).';
    public const LIKELY_CAUSE = 'Most likely cause: %s (%s). %s';
    public const REFERENCE = 'Reference: %s.';
    public const ORDER_MAY_BE_EXECUTED = 'The order may have been executed. It is safe to click again: the sidecar'
        . ' then answers with the stored outcome and does not order twice.';

    // Admin page of a domain: buttons, what they say, rows.
    public const SYNC_NOW = 'Sync now';
    public const TEST_CONNECTION = 'Test connection';
    public const SETTLE_ORDER = 'Settle this order';
    public const NO_DOMAIN_RECORD = 'WHMCS did not hand over its record of the domain (%s).';
    public const DOMAIN_NOT_CHANGED = 'WHMCS did not take the change of the domain (%s).';
    public const SYNC_UNCHANGED = 'WHMCS and NiceNIC agree; nothing was changed.';
    public const SYNC_CHANGED = 'Changed in WHMCS: %s.';
    public const SYNC_CHANGES = ['expirydate' => 'expiry date %s', 'status' => 'status %s'];
    public const CONNECTION_WORKS = 'NiceNIC accepts the settings of this WHMCS (%s account).';
    public const CONNECTION_FAILS = 'NiceNIC does not work with the settings of this WHMCS (%s account).';
    public const ACCOUNTS = ['production' => 'production', 'sandbox' => 'sandbox'];
    public const NO_OPEN_ORDER = 'No order of this domain is open.';
    public const STILL_LOOKING = 'The answer takes long; the sidecar goes on looking. Open the page again in a few'
        . ' minutes.';
    public const ROW_ORDER = 'Order at NiceNIC';
    public const ROW_SEEN = 'Last seen at NiceNIC';
    public const ROW_STATUS = 'Status at NiceNIC';
    public const ROW_EXPIRY = 'Expiry date at NiceNIC';
    public const ROW_HOLD = 'Hold at NiceNIC';
    public const NO_ORDER = 'None was sent through NiceNIC Companion.';
    /** Time and age, then the account. */
    public const SEEN = '%s, in the %s account';
    public const NOT_LISTED = 'Not in the list of the %s account, read %s';
    public const NEVER_LISTED = 'Its list has not been read yet.';
    public const NOT_TOLD = 'Not told';
    public const MOMENT = '%s (%s)';
    public const AGO = '%d %s ago';
    public const JUST_NOW = 'just now';
    public const NO_HOLD = 'None';
    public const HOLD_STATES = [
        '' => 'On hold; NiceNIC was not asked for the reason yet.',
        'none' => 'On hold in the list; its report says none.',
        'pending' => 'A hold is planned.',
        'applied' => 'The hold is applied.',
    ];
    public const HOLD_OTHER = 'On hold (%s).';
    /** By the name in the report. */
    public const HOLD_DETAILS = [
        'scheduledAt' => 'Planned for %s.',
        'appliedAt' => 'Applied at %s.',
        'status' => 'Case: %s.',
        'impact' => 'Impact: %s.',
        'action' => 'Next step: %s.',
    ];

    // Orders; shown to administrators.
    public const ORDER_ACTIONS = ['register' => 'Registration', 'renew' => 'Renewal', 'transfer' => 'Transfer'];
    /** Action, domain, years. */
    public const ORDER_FOR_A_YEAR = '%1$s of %2$s (1 year)';
    public const ORDER_FOR_YEARS = '%1$s of %2$s (%3$s years)';
    public const ORDER_STATES = [
        'intended' => 'was never sent',
        'sent' => 'on its way',
        'pending' => 'accepted by NiceNIC and not finished yet',
        'unknown' => 'not known whether it happened',
        'done' => 'happened',
        'rejected' => 'did not happen',
    ];
    /** What, state, time. */
    public const ORDER_SINCE = '%s: %s, since %s.';
    public const ORDER_NEXT = [
        'done' => 'Repeat the action in WHMCS, or wait for its domain sync: WHMCS is told then, and nothing is ordered'
            . ' again.',
        'rejected' => 'It can be ordered again in WHMCS.',
        'unknown' => 'Look at NiceNIC by hand, then say what you found under Addons > NiceNIC Companion > Orders to'
            . ' settle.',
    ];

    // Contacts; shown to administrators.
    public const NO_CLIENT_PROFILE = 'WHMCS did not hand over the profile of the client (%s).';

    // Price import; shown to administrators.
    public const NO_TLDS = 'The shop has no TLDs yet. NiceNIC has no price list to read them from: add the TLDs that'
        . ' you want to sell, with any price, under Configuration > System Settings > Domain Pricing, and import'
        . ' again.';
    public const NO_TLD_LIST = 'WHMCS did not hand over the list of its TLDs (%s).';
    public const NO_PRICES = 'NiceNIC Companion has no price to import. %s';
    public const PRICES_INCOMPLETE = 'NiceNIC Companion: not all prices of the import are there and of today. %s';
    /** By the reason; the TLDs follow. */
    public const TLD_NOTES = [
        'not_sold' => 'Not sold by this NiceNIC account: %s.',
        'not_read_yet' => 'Not read yet, import again in a few minutes: %s.',
        'failed' => 'Could not be read: %s.',
        'out_of_date' => 'Older than a day, because they could not be read again yet: %s.',
    ];

    // Shown to customers.
    public const PUBLIC_UNAVAILABLE = 'The domain search is not available at the moment.'
        . ' Please try again in a few minutes.';
    public const PUBLIC_NO_DATA = 'The data of this domain cannot be read at the moment.'
        . ' Please try again in a few minutes.';
    public const PUBLIC_NOT_DONE = 'This is not possible at the moment. Please try again in a few minutes.';

    // Messages to administrators about the sidecar itself.
    public const OUTAGE_SUBJECT = 'NiceNIC Companion: %s';
    /** Since when, cron runs, what was seen and what to do. */
    public const OUTAGE = "Since %s, %d cron runs in a row.\n\n%s\n\nUntil then orders and syncs through NiceNIC fail,"
        . ' and nobody is told when NiceNIC itself fails. There is one more message when the sidecar works again.';
    public const OUTAGE_OVER_SUBJECT = 'NiceNIC Companion: the sidecar works again';
    /** How long, since when. */
    public const OUTAGE_OVER = 'WHMCS cron reaches the sidecar again. It was out of reach for %s, since %s.';
    /** By style of the message. */
    public const MESSAGE_STATUS = ['danger' => 'Failing', 'success' => 'Solved', 'info' => 'Notice'];
    public const ATTRIBUTE_CAUSE = 'Cause';
    public const ATTRIBUTE_REFERENCE = 'Reference';

    // Activity log.
    public const OUTAGE_NOT_KEPT = 'NiceNIC Companion: outages of the sidecar cannot be counted, so none is mailed.'
        . ' Let PHP write into the folder %s. This run met one: %s';
    public const NOT_NOTIFIED = 'NiceNIC Companion: the mail went out, but not the notification (%s): %s';
    public const OPERATIONS_NOT_WRITABLE = 'NiceNIC Companion: the operations that operations.json enables cannot be'
        . ' noted, so WHMCS goes on with those from before. Let PHP write into the folder %s.';
    public const ALERT_LOGGED = 'NiceNIC Companion: %s - %s';
    public const ALERT_NOT_MAILED = 'NiceNIC Companion: an alert could not be mailed (%s): %s - %s';
    public const HOOK_FAILED = 'NiceNIC Companion: the cron hook stopped early (%s).';

    /** Characters. Longer texts are cut: they end up in table cells, mail subjects and log lines. */
    private const LONGEST = 1500;

    /**
     * A cause in the words of the catalogue, as every other surface says it.
     *
     * @param string $evidence what was seen here and now: whole sentences
     */
    public static function cause(string $code, string $evidence): string
    {
        return sprintf(self::CAUSE, CauseTexts::title($code), $evidence, implode(' ', CauseTexts::fix($code)), $code);
    }

    /**
     * One line for places of which it is not known whether they escape HTML: without control characters and angle
     * brackets nothing in it can act as a tag, and nothing looks escaped twice.
     */
    public static function line(string $text): string
    {
        $line = preg_replace('/[\x00-\x20\x7f]+/', ' ', $text) ?? '';
        $line = strtr(trim($line), ['<' => '‹', '>' => '›']);

        return self::cut($line, self::LONGEST);
    }

    /** `2026-05-31 10:00 UTC`. */
    public static function time(int $seconds): string
    {
        return gmdate('Y-m-d H:i', $seconds) . ' UTC';
    }

    /** A length of time in its two largest units, such as `2 days 3 hours`. */
    public static function duration(int $seconds): string
    {
        $minutes = (int) round(max(0, $seconds) / 60);
        $parts = [];
        foreach (['day' => 1440, 'hour' => 60, 'minute' => 1] as $unit => $length) {
            $count = intdiv($minutes, $length);
            $minutes -= $count * $length;
            if ($count > 0 && count($parts) < 2) {
                $parts[] = "$count $unit" . ($count === 1 ? '' : 's');
            }
        }

        return $parts === [] ? 'less than a minute' : implode(' ', $parts);
    }

    /** At most so many bytes, never through the middle of a character. */
    public static function cut(string $text, int $bytes): string
    {
        if (strlen($text) <= $bytes) {
            return $text;
        }

        return preg_replace('/[\xc0-\xff][\x80-\xbf]*$/', '', substr($text, 0, $bytes)) . '…';
    }
}
