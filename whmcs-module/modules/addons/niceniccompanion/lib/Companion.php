<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Environment\EnvironmentReport;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** What the page asks the sidecar. */
final class Companion
{
    /** Seconds for what the sidecar reads from its database. */
    private const READ_LIMIT = 2.0;

    /** Seconds for addresses and report of the web environment together. */
    private const REPORT_BUDGET = 5.0;

    /** Seconds; as long as the command line waits. */
    private const DIAGNOSIS_LIMIT = 30.0;

    /** Seconds for the support report, which is made anew. */
    private const SUPPORT_REPORT_LIMIT = 5.0;

    /** @var Client */
    private $client;

    /** @var Settings */
    private $settings;

    /**
     * @throws SidecarFailure when the settings cannot lead to a sidecar
     */
    public function __construct(Settings $settings)
    {
        $this->client = new Client($settings);
        $this->settings = $settings;
    }

    /**
     * @throws SidecarFailure
     */
    public function status(): Fields
    {
        $answer = $this->send('GET', '/v1/status', null, self::READ_LIMIT);
        $status = new Fields($answer->data);
        if ($status->text('state') === '' || !$status->isList('egress')) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return $status;
    }

    /**
     * Tells the addresses that the web leaves from, so that what is asked next is about today's. Not the settings: the
     * scheduled checks go on with those that cron hands over.
     *
     * @return array<string, mixed> what was told, for the module log
     * @throws SidecarFailure
     */
    public function reportEnvironment(): array
    {
        $deadline = new Deadline(self::REPORT_BUDGET);
        $context = Context::page();
        // A status that cannot be had must not stand in the way of the diagnosis.
        $urls = $this->client->send('GET', '/v1/status', null, self::READ_LIMIT)->collection('egressUrls');

        return EnvironmentReport::send($this->client, $context, $urls, null, $deadline);
    }

    /**
     * @throws SidecarFailure
     */
    public function diagnosis(): Fields
    {
        $answer = $this->send('POST', '/v1/diagnosis', [
            'settings' => $this->settings->forSidecar(),
            'context' => Context::page(),
        ], self::DIAGNOSIS_LIMIT);
        $diagnosis = new Fields($answer->data);
        if (!$diagnosis->isBoolean('healthy') || !$diagnosis->isList('causes')) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return $diagnosis;
    }

    /**
     * @throws SidecarFailure
     */
    public function supportReport(): string
    {
        return $this->client->text('/v1/support-report?format=text', self::SUPPORT_REPORT_LIMIT);
    }

    /**
     * @param array<string, mixed>|null $body
     * @throws SidecarFailure
     */
    private function send(string $method, string $path, ?array $body, float $seconds): Response
    {
        $answer = $this->client->send($method, $path, $body, $seconds);
        if ($answer->status !== 200) {
            throw SidecarFailure::refused($answer);
        }

        return $answer;
    }
}
