<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;

/** Empties the sidecar's outbox: claim, bring to the administrators, report back. */
final class AlertDelivery
{
    /** Alerts in one cron run; the others wait for the next. */
    private const MOST_ALERTS = 10;

    /** Seconds for the list. */
    private const LIST_LIMIT = 1.0;

    /** Seconds for a claim or a report. */
    private const STEP_LIMIT = 0.5;

    /** Seconds that must be left to begin with an alert: once it is mailed, the report must still get through. */
    private const RESERVE = 1.2;

    /** `statusStyle` of what is neither: a note. */
    private const STYLES = ['recovered' => AdminMessage::GOOD, 'critical' => AdminMessage::BAD];

    /** @var Client */
    private $client;

    /** @var Redactor */
    private $redactor;

    /** @var Deadline */
    private $deadline;

    public function __construct(Client $client, Redactor $redactor, Deadline $deadline)
    {
        $this->client = $client;
        $this->redactor = $redactor;
        $this->deadline = $deadline;
    }

    /**
     * @return list<array{id: string, outcome: string}> what became of each, for the module log
     * @throws SidecarFailure
     */
    public function deliverPending(): array
    {
        $done = [];
        foreach ($this->pending() as $alert) {
            if ($this->deadline->remaining() < self::RESERVE) {
                break;
            }
            $done[] = ['id' => $alert['id'], 'outcome' => $this->deliver($alert)];
        }

        return $done;
    }

    /**
     * @return list<array{id: string, message: AdminMessage}>
     * @throws SidecarFailure
     */
    private function pending(): array
    {
        $limit = $this->deadline->share(self::LIST_LIMIT);
        if ($limit <= 0.0) {
            return [];
        }
        $answer = $this->client->send('GET', '/v1/alerts?state=pending', null, $limit);
        if (!is_array($answer->data['alerts'] ?? null) && !$answer->isRefusal()) {
            throw SidecarFailure::failing($answer);
        }
        $pending = [];
        foreach (array_slice($answer->collection('alerts'), 0, self::MOST_ALERTS) as $alert) {
            if (
                is_array($alert) && is_scalar($alert['id'] ?? null)
                && is_string($alert['subject'] ?? null) && is_string($alert['text'] ?? null)
            ) {
                $pending[] = ['id' => (string) $alert['id'], 'message' => $this->message($alert)];
            }
        }

        return $pending;
    }

    /**
     * @param array<mixed> $alert with subject and text
     */
    private function message(array $alert): AdminMessage
    {
        $kind = is_string($alert['kind'] ?? null) ? $alert['kind'] : '';
        $severity = is_string($alert['severity'] ?? null) ? $alert['severity'] : '';
        $cause = is_string($alert['causeCode'] ?? null) ? $alert['causeCode'] : '';
        $reference = is_string($alert['referenceId'] ?? null) ? $alert['referenceId'] : '';
        $attributes = [
            Texts::say('module:message.cause') => $cause === '' ? '' : CauseTexts::title($cause),
            Texts::say('module:message.reference') => $this->redactor->text($reference),
        ];

        return new AdminMessage(
            $this->redactor->text($alert['subject']),
            $this->redactor->text($alert['text']),
            self::STYLES[$kind] ?? self::STYLES[$severity] ?? AdminMessage::NEUTRAL,
            array_filter($attributes, 'strlen')
        );
    }

    /**
     * @param array{id: string, message: AdminMessage} $alert
     * @throws SidecarFailure
     */
    private function deliver(array $alert): string
    {
        $id = $alert['id'];
        $claim = $this->report($id, ['outcome' => 'claimed']);
        $token = $claim->text('claimToken');
        if ($claim->status !== 200 || $token === '') {
            return 'not claimed';
        }
        $error = $alert['message']->send();
        $report = ['claimToken' => $token, 'channel' => 'whmcs'];
        if ($error !== '') {
            $this->report($id, ['outcome' => 'failed', 'error' => $this->redactor->text($error)] + $report);

            return 'failed';
        }
        $this->report($id, ['outcome' => 'delivered'] + $report);

        return 'delivered';
    }

    /**
     * @param array<string, string> $outcome
     * @throws SidecarFailure
     */
    private function report(string $id, array $outcome): Response
    {
        // Not a share of the deadline: a mail server may have used it up, and the report must not be lost for that.
        $path = '/v1/alerts/' . rawurlencode($id) . '/delivery';

        return $this->client->send('POST', $path, $outcome, self::STEP_LIMIT);
    }
}
