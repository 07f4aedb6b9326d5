<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Environment;

use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Module;
use NiceNicCompanion\Whmcs\Sidecar\Address;

/**
 * Asks echo services which address this PHP process leaves from, over IPv4 and IPv6 at the same time. Redirects are
 * not followed; the environment's proxy is used, because other calls from here use it as well.
 */
final class EgressProbe
{
    /** Seconds for all services together; a service that takes longer is left out. */
    private const LIMIT = 1.5;

    /** Services asked at most; two independent ones are the rule. */
    private const MOST_SERVICES = 4;

    /** Bytes of an answer; the longest address has 45 characters. */
    private const LONGEST_ANSWER = 200;

    /**
     * Seconds and tries per name server. While curl looks up a name it cannot be stopped, so that a silent name server
     * would hold up a page by ten seconds and more.
     */
    private const IMPATIENT_RESOLVER = 'timeout:1 attempts:1';

    private const FAMILIES = [CURL_IPRESOLVE_V4, CURL_IPRESOLVE_V6];

    /**
     * @param array<mixed> $urls from the sidecar
     * @return list<array{family: int, address: string, source: string}>
     */
    public static function measure(array $urls, Deadline $deadline): array
    {
        $allowed = array_slice(array_filter(array_unique(array_filter($urls, 'is_string')), [
            self::class, 'isAllowed',
        ]), 0, self::MOST_SERVICES);
        $limit = $deadline->share(self::LIMIT);
        if ($allowed === [] || $limit <= 0.0) {
            return [];
        }

        // curl of PHP 8.3 and newer leaves such a lookup behind by itself. Threads share their variables.
        if (defined('CURLOPT_QUICK_EXIT') || PHP_ZTS || !function_exists('putenv')) {
            return self::addresses(self::ask($allowed, $limit));
        }
        $before = getenv('RES_OPTIONS');
        putenv('RES_OPTIONS=' . self::IMPATIENT_RESOLVER);
        try {
            return self::addresses(self::ask($allowed, $limit));
        } finally {
            putenv($before === false ? 'RES_OPTIONS' : 'RES_OPTIONS=' . $before);
        }
    }

    /** https, so that nobody on the way answers instead; http for this host only. */
    private static function isAllowed(string $url): bool
    {
        $scheme = strtolower((string) parse_url($url, PHP_URL_SCHEME));
        $host = (string) parse_url($url, PHP_URL_HOST);

        return preg_match('/^[\x21-\x7e]+$/D', $url) === 1 && strpos($url, '\\') === false
            && ($scheme === 'https' || ($scheme === 'http' && Address::isLoopback($host)));
    }

    /**
     * @param list<string> $urls
     * @return list<array{string, string}> service and answer
     */
    private static function ask(array $urls, float $limit): array
    {
        $multi = curl_multi_init();
        $handles = [];
        $answers = [];
        foreach ($urls as $url) {
            foreach (self::FAMILIES as $family) {
                $number = count($handles);
                $answers[$number] = '';
                $handle = self::handle($url, $family, $limit, $answers[$number]);
                $handles[$number] = [$handle, $url];
                curl_multi_add_handle($multi, $handle);
            }
        }
        $wait = new Deadline($limit);
        do {
            $status = curl_multi_exec($multi, $running);
            if ($running > 0 && curl_multi_select($multi, max(0.001, $wait->share(0.1))) === -1) {
                // Nothing to wait for yet, as while a name is looked up.
                usleep(5000);
            }
        } while ($running > 0 && $status === CURLM_OK && $wait->remaining() > 0.0);
        // Only whole answers: the first half of an address can be an address, too.
        $whole = [];
        while (($message = curl_multi_info_read($multi)) !== false) {
            if ($message['result'] === CURLE_OK) {
                $whole[] = $message['handle'];
            }
        }
        $heard = [];
        foreach ($handles as $number => [$handle, $url]) {
            if (in_array($handle, $whole, true) && curl_getinfo($handle, CURLINFO_RESPONSE_CODE) === 200) {
                $heard[] = [$url, $answers[$number]];
            }
            curl_multi_remove_handle($multi, $handle);
        }

        return $heard;
    }

    /**
     * @param string $answer filled while the answer arrives
     * @return \CurlHandle|resource
     */
    private static function handle(string $url, int $family, float $limit, string &$answer)
    {
        $handle = curl_init();
        curl_setopt_array($handle, [
            CURLOPT_URL => $url,
            CURLOPT_IPRESOLVE => $family,
            CURLOPT_TIMEOUT_MS => max(1, (int) round($limit * 1000)),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_SSL_VERIFYHOST => 2,
            CURLOPT_USERAGENT => Module::NAME . '/' . Module::VERSION,
            CURLOPT_WRITEFUNCTION => static function ($handle, string $part) use (&$answer): int {
                $answer .= $part;

                return strlen($answer) > self::LONGEST_ANSWER ? 0 : strlen($part);
            },
        ]);
        if (defined('CURLOPT_QUICK_EXIT')) {
            // Else curl waits at the end for a name server that does not answer.
            curl_setopt($handle, CURLOPT_QUICK_EXIT, true);
        }

        return $handle;
    }

    /**
     * @param list<array{string, string}> $heard
     * @return list<array{family: int, address: string, source: string}>
     */
    private static function addresses(array $heard): array
    {
        $addresses = [];
        foreach ($heard as [$url, $answer]) {
            $address = trim($answer);
            if (filter_var($address, FILTER_VALIDATE_IP) === false) {
                continue;
            }
            // Behind a proxy the answer's family can differ from the one that was asked for.
            $family = strpos($address, ':') === false ? 4 : 6;
            $addresses[$url . ' ' . $address] = ['family' => $family, 'address' => $address, 'source' => $url];
        }

        return array_values($addresses);
    }
}
