<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Sidecar;

use NiceNicCompanion\Whmcs\Language;
use NiceNicCompanion\Whmcs\Module;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Texts;

/** One HTTP request to the sidecar at a time: no retry, no redirect, no connection kept, no proxy. */
final class Client
{
    /** Seconds. The sidecar runs on this host or next to it; longer means that it is down. */
    private const CONNECT_SECONDS = 2.0;

    /** Seconds for a sign of life on a page that must not wait; a sidecar on this host needs a tenth of it. */
    private const SIGN_OF_LIFE_SECONDS = 0.03;

    /** Seconds, where name, connection and TLS come on top. */
    private const DISTANT_SIGN_OF_LIFE_SECONDS = 0.3;

    /** Seconds; who waits for less learns nothing of the sidecar when the time runs out but that it was busy. */
    private const IN_EARNEST_SECONDS = 1.5;

    /** Bytes, 1 MB. The largest answer, a page of alerts, is far below. */
    private const LARGEST_ANSWER = 1048576;

    /** Levels of nesting that an answer may have. */
    private const DEEPEST_ANSWER = 32;

    /** What is wrong with an answer that is not of the wanted type. */
    private const NOT_OF_TYPE = ['text/plain' => 'not_text', 'text/html' => 'not_html'];

    /** @var Address */
    private $address;

    /** @var string */
    private $token;

    /**
     * @throws SidecarFailure when address or token cannot work
     */
    public function __construct(Settings $settings)
    {
        try {
            $this->address = Address::parse($settings->sidecarUrl);
        } catch (\InvalidArgumentException $malformed) {
            throw SidecarFailure::badSetting($malformed->getMessage());
        }
        // Visible ASCII only: a line break would add a header of its own.
        if (preg_match('/^[\x21-\x7e]+$/D', $settings->sidecarToken) !== 1) {
            throw SidecarFailure::badSetting(Texts::say('module:settings.token_malformed'));
        }
        $this->token = $settings->sidecarToken;
    }

    /**
     * @param array<string, mixed>|null $body
     * @param float                     $seconds limit for the whole exchange
     * @param bool                      $isOrder whether the request is a paid order
     * @throws SidecarFailure
     */
    public function send(
        string $method,
        string $path,
        ?array $body,
        float $seconds,
        bool $isOrder = false
    ): Response {
        [$status, , $answer] = $this->exchange($method, $path, $body, $seconds, $isOrder);

        return $this->read($status, $answer);
    }

    /**
     * @param string $wanted type that the answer has to have: one of those in NOT_OF_TYPE
     * @return string an answer that is not JSON but text
     * @throws SidecarFailure also when the sidecar refuses
     */
    public function text(string $path, float $seconds, string $wanted = 'text/plain'): string
    {
        [$status, $type, $answer] = $this->exchange('GET', $path, null, $seconds, false);
        if ($status !== 200) {
            throw SidecarFailure::refused($this->read($status, $answer));
        }
        if (strncmp($type, $wanted, strlen($wanted)) !== 0 || preg_match('//u', $answer) !== 1) {
            throw SidecarFailure::badAnswer($this->address, $status, self::NOT_OF_TYPE[$wanted], $answer);
        }

        return $answer;
    }

    /**
     * @param array<string, mixed>|null $body
     * @return array{int, string, string} HTTP status, type and content of the answer
     * @throws SidecarFailure
     */
    private function exchange(string $method, string $path, ?array $body, float $seconds, bool $isOrder): array
    {
        if (Breaker::isOpen($this->address) || (!$isOrder && $this->isGone())) {
            throw SidecarFailure::breakerOpen($this->address);
        }
        $content = $body === null ? '' : json_encode($body, JSON_UNESCAPED_SLASHES);
        if ($content === false) {
            throw SidecarFailure::notEncodable();
        }
        $answer = '';
        $handle = $this->handle($method, $path, $content, $seconds, $answer);
        curl_exec($handle);
        $error = curl_errno($handle);
        $status = (int) curl_getinfo($handle, CURLINFO_RESPONSE_CODE);
        if ($error === CURLE_WRITE_ERROR) {
            throw SidecarFailure::badAnswer($this->address, $status, 'too_large', '');
        }
        if ($error !== 0) {
            $wasSent = (int) curl_getinfo($handle, CURLINFO_REQUEST_SIZE) > 0;
            // An order may wait for a slow registrar: its limit is shorter than the sidecar's on purpose. Any other
            // call the sidecar would have answered by itself.
            if ($wasSent && $seconds < self::IN_EARNEST_SECONDS && $error === CURLE_OPERATION_TIMEOUTED) {
                Breaker::openHere($this->address);
            } elseif (!$wasSent || !$isOrder) {
                Breaker::open($this->address);
            }
            throw $wasSent
                ? SidecarFailure::noAnswer($this->address, curl_error($handle))
                : SidecarFailure::notReached($this->address, curl_error($handle));
        }
        Breaker::close($this->address);

        return [$status, (string) curl_getinfo($handle, CURLINFO_CONTENT_TYPE), $answer];
    }

    /** Whether an earlier call, of this process or another, got no answer. */
    public function isInDoubt(): bool
    {
        return Breaker::isOpen($this->address) || Breaker::isDoubtful($this->address);
    }

    /** Whether another process got no answer lately, and there is no sign of life now either. */
    private function isGone(): bool
    {
        if (!Breaker::isDoubtful($this->address)) {
            return false;
        }
        $answer = '';
        $limit = $this->address->isOnThisHost ? self::SIGN_OF_LIFE_SECONDS : self::DISTANT_SIGN_OF_LIFE_SECONDS;
        $handle = $this->handle('GET', '/healthz', '', $limit, $answer);
        curl_exec($handle);
        if (curl_errno($handle) === 0 && curl_getinfo($handle, CURLINFO_RESPONSE_CODE) === 200) {
            Breaker::trust();

            return false;
        }
        Breaker::openHere($this->address);

        return true;
    }

    /**
     * @param string $answer filled while the answer arrives
     * @return \CurlHandle|resource
     */
    private function handle(string $method, string $path, string $content, float $seconds, string &$answer)
    {
        $handle = curl_init();
        curl_setopt_array($handle, [
            CURLOPT_URL => $this->address->baseUrl . $path,
            CURLOPT_CUSTOMREQUEST => $method,
            CURLOPT_HTTPHEADER => [
                'Authorization: Bearer ' . $this->token,
                'Content-Type: application/json',
                'Accept: application/json, text/plain',
                'Accept-Language: ' . Language::ofAdministrators(),
                // What customers read comes with what administrators read, in a language of its own.
                'Customer-Language: ' . Language::ofReader(),
                // Else curl waits a second before it sends a large body.
                'Expect:',
            ],
            CURLOPT_USERAGENT => Module::NAME . '/' . Module::VERSION,
            CURLOPT_CONNECTTIMEOUT_MS => self::milliseconds(min(self::CONNECT_SECONDS, $seconds)),
            CURLOPT_TIMEOUT_MS => self::milliseconds($seconds),
            CURLOPT_NOSIGNAL => true,
            CURLOPT_FOLLOWLOCATION => false,
            CURLOPT_FORBID_REUSE => true,
            CURLOPT_SSL_VERIFYPEER => true,
            CURLOPT_SSL_VERIFYHOST => 2,
            // The secret goes to the sidecar and to nobody on the way.
            CURLOPT_PROXY => '',
            CURLOPT_NOPROXY => '*',
            CURLOPT_WRITEFUNCTION => static function ($handle, string $part) use (&$answer): int {
                $answer .= $part;

                return strlen($answer) > self::LARGEST_ANSWER ? 0 : strlen($part);
            },
        ]);
        if ($content !== '') {
            curl_setopt($handle, CURLOPT_POSTFIELDS, $content);
        }
        if ($this->address->socketPath !== '') {
            curl_setopt($handle, CURLOPT_UNIX_SOCKET_PATH, $this->address->socketPath);
        }

        return $handle;
    }

    private function read(int $status, string $answer): Response
    {
        if ($status === 401) {
            throw SidecarFailure::tokenRefused($this->address);
        }
        if ($status === 413) {
            throw SidecarFailure::tooLarge();
        }
        $data = json_decode($answer, true, self::DEEPEST_ANSWER);
        // Of JSON's values only an object starts with a brace.
        if (!is_array($data) || substr(ltrim($answer), 0, 1) !== '{') {
            $reason = $answer === '' ? 'empty' : 'not_object';
            throw SidecarFailure::badAnswer($this->address, $status, $reason, $answer);
        }

        return new Response($status, $data);
    }

    private static function milliseconds(float $seconds): int
    {
        // 0 would mean no limit at all.
        return max(1, (int) round($seconds * 1000));
    }
}
