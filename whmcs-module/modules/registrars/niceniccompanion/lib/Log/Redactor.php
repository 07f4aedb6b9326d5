<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Log;

/**
 * Takes secrets and personal data out of what is logged or shown. Data is masked by key name; texts by value, in
 * every form in which a secret travels. shared/redaction-fixtures.json holds this class and the sidecar's redactor
 * to the same results.
 */
final class Redactor
{
    /** Of fixed length: a mask as long as the value would tell its length. */
    public const MASK = '[hidden]';

    /** Bytes. Masking shorter values would blank harmless text everywhere; they are masked by key name only. */
    private const SHORTEST_MASKED = 4;

    /**
     * Characters. One expression cannot hold longer values: with its start everything behind it is masked. NiceNIC
     * documents 255 for the longest value of a contact.
     */
    private const LONGEST_SEARCHED = 300;

    /** Names, in small letters, whose values are never logged: secrets, transfer codes and registrants' data. */
    private const HIDDEN_KEYS = [
        'apisecret', 'sidecartoken', 'token', 'claimtoken', 'authorization', 'password', 'eppcode', 'transfersecret',
        'firstname', 'lastname', 'fullname', 'companyname', 'email', 'address1', 'address2', 'city', 'state',
        'fullstate', 'postcode', 'phonenumber', 'fullphonenumber',
    ];

    /** Runs that can be base64, also URL-safe, with JSON-escaped slashes or inside a URL. */
    private const BASE64_RUN = '~(?:[A-Za-z0-9+/_-]++|\\\\/|%2[BbFf])++(?:=|%3[Dd]){0,2}~';

    /** @var list<string> longest first, so that a secret inside another does not leave a rest */
    private $secrets = [];

    /** @var list<string> regular expressions, one per secret */
    private $patterns = [];

    /** @var string */
    private $username;

    /**
     * @param list<string> $secrets
     * @param string       $username the account whose `user:secret` pairs go over the wire
     */
    public function __construct(array $secrets, string $username = '')
    {
        $this->username = $username;
        foreach ($secrets as $secret) {
            $trimmed = self::trimmed($secret);
            if (strlen($trimmed) >= self::SHORTEST_MASKED) {
                $this->secrets[] = $trimmed;
            }
        }
        $this->secrets = array_values(array_unique($this->secrets));
        usort($this->secrets, static function (string $a, string $b): int {
            return strlen($b) <=> strlen($a);
        });
        $this->patterns = array_map([self::class, 'pattern'], $this->secrets);
    }

    public function text(string $text): string
    {
        if ($this->patterns === []) {
            return $text;
        }
        // Before, because a plain or URL-encoded secret may look like the start of a base64 run; after, because a run
        // that holds none may still stand beside one.
        $masked = preg_replace($this->patterns, self::MASK, $text);
        $masked = $masked === null ? null : preg_replace_callback(self::BASE64_RUN, function (array $run): string {
            return $this->hidesSecret($run[0]) ? self::MASK : $run[0];
        }, $masked);
        $masked = $masked === null ? null : preg_replace($this->patterns, self::MASK, $masked);

        // A text that cannot be searched is not shown.
        return $masked ?? self::MASK;
    }

    /**
     * @param mixed $data decoded JSON
     * @return mixed the same shape, masked
     */
    public function data($data)
    {
        if (is_string($data)) {
            return $this->text($data);
        }
        if (!is_array($data)) {
            return $data;
        }
        $masked = [];
        foreach ($data as $key => $value) {
            $hidden = is_string($key) && in_array(strtolower($key), self::HIDDEN_KEYS, true);
            $masked[$key] = $hidden && $value !== '' && $value !== null ? self::MASK : $this->data($value);
        }

        return $masked;
    }

    /**
     * The contact values in some data. An answer that is not JSON can repeat them without any key to go by.
     *
     * @param array<string, mixed> $data
     * @return list<string>
     */
    public static function hiddenValues(array $data): array
    {
        $values = [];
        foreach ($data as $key => $value) {
            if (is_array($value)) {
                array_push($values, ...self::hiddenValues($value));
            } elseif (is_string($value) && in_array(strtolower((string) $key), self::HIDDEN_KEYS, true)) {
                $values[] = $value;
            }
        }

        return $values;
    }

    /**
     * Second line: what WHMCS's log function shall mask by itself. It replaces literal texts only.
     *
     * @return list<string>
     */
    public function replaceVars(): array
    {
        $forms = [];
        foreach ($this->secrets as $secret) {
            array_push(
                $forms,
                $secret,
                rawurlencode($secret),
                urlencode($secret),
                htmlspecialchars($secret, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8'),
                substr((string) json_encode($secret, JSON_INVALID_UTF8_SUBSTITUTE), 1, -1),
                base64_encode($secret),
                base64_encode($this->username . ':' . $secret)
            );
        }

        return array_values(array_unique($forms));
    }

    /** True when the run, decoded at one of the four places where its first group may start, holds a secret. */
    private function hidesSecret(string $run): bool
    {
        $plain = strtr(
            str_ireplace(['\\/', '%2b', '%2f', '%3d'], ['/', '+', '/', ''], $run),
            ['-' => '+', '_' => '/', '=' => '']
        );
        for ($start = 0; $start < 4 && $start < strlen($plain); $start++) {
            $decoded = (string) base64_decode(substr($plain, $start));
            foreach ($this->patterns as $pattern) {
                if (preg_match($pattern, $decoded) !== 0) {
                    return true;
                }
            }
        }

        return false;
    }

    /** Matches the secret with each of its characters written plainly or in any of the usual encodings. */
    private static function pattern(string $secret): string
    {
        $characters = preg_split('//u', $secret, -1, PREG_SPLIT_NO_EMPTY);
        // Not UTF-8: byte by byte.
        $characters = $characters === false ? str_split($secret) : $characters;

        $searched = array_slice($characters, 0, self::LONGEST_SEARCHED);
        $rest = count($searched) < count($characters) ? '.*' : '';

        return '~' . implode('', array_map([self::class, 'characterPattern'], $searched)) . $rest . '~s';
    }

    private static function characterPattern(string $character): string
    {
        $forms = [preg_quote($character, '~')];
        $percent = rawurlencode($character);
        if ($percent !== $character) {
            $forms[] = '(?i:' . $percent . ')';
        }
        if ($character === ' ') {
            $forms[] = '\+';
        }
        $json = json_encode($character, JSON_HEX_TAG | JSON_HEX_AMP | JSON_HEX_APOS | JSON_HEX_QUOT);
        foreach ([$json, json_encode($character)] as $escaped) {
            $escaped = is_string($escaped) ? substr($escaped, 1, -1) : $character;
            if ($escaped !== $character) {
                $forms[] = '(?i:' . preg_quote($escaped, '~') . ')';
            }
        }
        if (strpos('&<>"\'', $character) !== false) {
            $names = ['&' => 'amp', '<' => 'lt', '>' => 'gt', '"' => 'quot', "'" => 'apos'];
            $code = ord($character);
            $forms[] = sprintf('&(?:amp;)*(?:%s|#0*%d|#[xX]0*(?i:%x));', $names[$character], $code, $code);
        }

        // The longest form first, else `&` would match the start of `&amp;`.
        return '(?:' . implode('|', array_reverse($forms)) . ')';
    }

    private static function trimmed(string $secret): string
    {
        return preg_replace('/^[\s\x{a0}]+|[\s\x{a0}]+$/u', '', $secret) ?? trim($secret);
    }
}
