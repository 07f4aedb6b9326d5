<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Admin\OrderCalls;
use NiceNicCompanion\Whmcs\Context;
use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Environment\EnvironmentReport;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Diagnosis;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\State\StatusNote;

/** What the page asks the sidecar. */
final class Companion
{
    /** Seconds for what the sidecar reads from its database. */
    private const READ_LIMIT = 2.0;

    /** Seconds. The sidecar answers within 7. */
    private const VALIDATION_LIMIT = 9.0;

    /** Seconds for addresses and report of the web environment together. */
    private const REPORT_BUDGET = 5.0;

    /** Seconds; as long as the command line waits. */
    private const DIAGNOSIS_LIMIT = 30.0;

    /** Seconds; the sidecar reads a long list for minutes and goes on by itself. */
    private const LOOK_UP_LIMIT = 30.0;

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
        StatusNote::keep($answer);

        return $status;
    }

    /**
     * Tests the settings; stores nothing.
     *
     * @return Fields `valid`, `problems` and, when NiceNIC was asked, `diagnosis`
     * @throws SidecarFailure
     */
    public function validation(): Fields
    {
        $answer = $this->send('POST', '/v1/settings/validate', [
            'settings' => $this->settings->forSidecar(),
            'context' => Context::page(),
        ], self::VALIDATION_LIMIT);
        $validation = new Fields($answer->data);
        if (!$validation->isBoolean('valid') || !$validation->isList('problems')) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return $validation;
    }

    /**
     * One check as the schedule makes it, with all that follows from it.
     *
     * @return Fields its diagnosis
     * @throws SidecarFailure
     */
    public function check(): Fields
    {
        $answer = $this->send('POST', '/v1/checks', null, self::DIAGNOSIS_LIMIT);

        return (new Fields($answer->data))->object('diagnosis');
    }

    /**
     * @return list<string> channels that a test alert goes to
     * @throws SidecarFailure
     */
    public function testAlert(): array
    {
        $answer = $this->send('POST', '/v1/alerts/test', null, self::READ_LIMIT);

        return (new Fields($answer->data))->texts('channels');
    }

    /**
     * @return Fields `url` of the status page that works once, and `expiresAt`
     * @throws SidecarFailure
     */
    public function ticket(): Fields
    {
        $answer = $this->send('POST', '/v1/tickets', null, self::READ_LIMIT);
        $ticket = new Fields($answer->data);
        if (preg_match('~^https?://[^\s"\'<>]+$~D', $ticket->text('url')) !== 1) {
            throw SidecarFailure::unexpectedAnswer($answer->status);
        }

        return $ticket;
    }

    /**
     * @param int|null $until seconds since 1970; null ends the maintenance
     * @return Fields `pausedUntil`
     * @throws SidecarFailure
     */
    public function maintenance(?int $until): Fields
    {
        $time = $until === null ? null : gmdate('Y-m-d\TH:i:s\Z', $until);

        return new Fields($this->send('PUT', '/v1/maintenance', ['until' => $time], self::READ_LIMIT)->data);
    }

    /**
     * @return string HTML of the status page's body, with its own style
     * @throws SidecarFailure
     */
    public function statusFragment(): string
    {
        return $this->client->text('/v1/fragments/status', self::READ_LIMIT, 'text/html');
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
        return Diagnosis::of($this->client, $this->settings, Context::page(), self::DIAGNOSIS_LIMIT);
    }

    /**
     * @throws SidecarFailure
     */
    public function supportReport(): string
    {
        return $this->client->text('/v1/support-report?format=text', self::SUPPORT_REPORT_LIMIT);
    }

    /**
     * @return Fields `orders` that may have happened or still go on, newest first; `nextCursor` when there are more
     * @throws SidecarFailure
     */
    public function openOrders(): Fields
    {
        return OrderCalls::open($this->client);
    }

    /**
     * @return Fields the order as it is then
     * @throws SidecarFailure
     */
    public function lookUp(string $order): Fields
    {
        return OrderCalls::lookUp($this->client, $order, self::LOOK_UP_LIMIT);
    }

    /**
     * @return Fields the order as it is then
     * @throws SidecarFailure
     */
    public function settle(string $order, string $outcome, string $note): Fields
    {
        return OrderCalls::settle($this->client, $order, $outcome, $note);
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
