<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * Stands in for WHMCS's encrypt() and decrypt(): a hash-based stream, because openssl may be absent, with a
 * random start so that encrypting twice gives different text (contract section 6.3).
 */
final class Cipher
{
    private const IV_BYTES = 16;
    private const TAG_BYTES = 16;

    public static function encrypt(string $text, string $key): string
    {
        $iv = random_bytes(self::IV_BYTES);
        $body = $text ^ self::stream($key, $iv, strlen($text));

        return base64_encode($iv . self::tag($key, $iv . $body) . $body);
    }

    /** The clear text, or '' when the text was not made with this key. */
    public static function decrypt(string $text, string $key): string
    {
        $raw = base64_decode($text, true);
        if ($raw === false || strlen($raw) < self::IV_BYTES + self::TAG_BYTES) {
            return '';
        }
        $iv = substr($raw, 0, self::IV_BYTES);
        $tag = substr($raw, self::IV_BYTES, self::TAG_BYTES);
        $body = substr($raw, self::IV_BYTES + self::TAG_BYTES);
        if (!hash_equals(self::tag($key, $iv . $body), $tag)) {
            return '';
        }

        return $body ^ self::stream($key, $iv, strlen($body));
    }

    private static function tag(string $key, string $data): string
    {
        return substr(hash_hmac('sha256', 'tag' . $data, $key, true), 0, self::TAG_BYTES);
    }

    private static function stream(string $key, string $iv, int $length): string
    {
        $stream = '';
        for ($block = 0; strlen($stream) < $length; $block++) {
            $stream .= hash_hmac('sha256', $iv . $block, $key, true);
        }

        return substr($stream, 0, $length);
    }
}
