<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Hooks;

use NiceNicCompanion\Whmcs\Deadline;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;

/** Empties the sidecar's outbox: claim, mail to the administrators, note in the activity log, report back. */
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

    /** Bytes of a mail's subject. */
    private const LONGEST_SUBJECT = 200;

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
     * @return list<array{id: string, subject: string, text: string}>
     * @throws SidecarFailure
     */
    private function pending(): array
    {
        $limit = $this->deadline->share(self::LIST_LIMIT);
        if ($limit <= 0.0) {
            return [];
        }
        $answer = $this->client->send('GET', '/v1/alerts?state=pending', null, $limit);
        $pending = [];
        foreach (array_slice($answer->collection('alerts'), 0, self::MOST_ALERTS) as $alert) {
            if (
                is_array($alert) && is_scalar($alert['id'] ?? null)
                && is_string($alert['subject'] ?? null) && is_string($alert['text'] ?? null)
            ) {
                $pending[] = [
                    'id' => (string) $alert['id'],
                    'subject' => Texts::line($this->redactor->text($alert['subject'])),
                    'text' => $this->redactor->text($alert['text']),
                ];
            }
        }

        return $pending;
    }

    /**
     * @param array{id: string, subject: string, text: string} $alert
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
        $error = $this->mail($alert['subject'], $alert['text']);
        $report = ['claimToken' => $token, 'channel' => 'whmcs'];
        if ($error !== '') {
            $error = Texts::line($this->redactor->text($error));
            ActivityLog::note(sprintf(Texts::ALERT_NOT_MAILED, $error, $alert['subject'], $alert['text']));
            $this->report($id, ['outcome' => 'failed', 'error' => $error] + $report);

            return 'failed';
        }
        ActivityLog::note(sprintf(Texts::ALERT_LOGGED, $alert['subject'], $alert['text']));
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

    /**
     * @return string '' when WHMCS took the mail, else why not
     */
    private function mail(string $subject, string $text): string
    {
        try {
            $plainSubject = strtr($subject, ['{' => '(', '}' => ')']);
            $answer = localAPI('SendAdminEmail', [
                'customsubject' => Texts::cut($plainSubject, self::LONGEST_SUBJECT),
                'custommessage' => $this->html($text),
                'type' => 'system',
            ]);
        } catch (\Throwable $fault) {
            return get_class($fault);
        }
        if (is_array($answer) && ($answer['result'] ?? null) === 'success') {
            return '';
        }
        $message = is_array($answer) ? ($answer['message'] ?? '') : '';

        return is_string($message) && $message !== '' ? $message : 'SendAdminEmail gave no reason';
    }

    /** Braces are escaped, too: WHMCS takes them for merge fields. */
    private function html(string $text): string
    {
        $escaped = htmlspecialchars($text, ENT_QUOTES | ENT_SUBSTITUTE, 'UTF-8');

        return strtr(nl2br($escaped, false), ['{' => '&#123;', '}' => '&#125;']);
    }
}
