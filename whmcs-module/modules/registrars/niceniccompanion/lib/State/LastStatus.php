<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\State;

use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\Response;

/** How things stood when the sidecar was asked last: the part of `GET /v1/status` that other pages show. */
final class LastStatus
{
    /** Addresses of one kind that are kept; nobody has more. */
    private const MOST_ADDRESSES = 8;

    /** Seconds, 30 days, as the sidecar has it. */
    private const LONGEST_PAUSE = 2592000;

    /** @var int when it was asked, in seconds since 1970 */
    public $askedAt;

    /** @var string of the monitor, such as `failing` */
    public $state;

    /** @var string since when; times as the sidecar writes them, '' for none */
    public $since;

    /** @var string end of the maintenance */
    public $pausedUntil;

    /** @var string */
    public $lastCheckAt;

    /** @var string number of the open incident; '' for none */
    public $incident;

    /** @var string '' for none */
    public $causeCode;

    /** @var list<string> outbound addresses of the sidecar: those that NiceNIC sees */
    public $addresses;

    /** @var int that wait to be delivered */
    public $pendingAlerts;

    /**
     * @param Fields $note what {@see self::note()} made
     */
    private function __construct(Fields $note)
    {
        $this->askedAt = (int) $note->number('askedAt');
        $this->state = $note->text('state');
        $this->since = $note->text('since');
        $this->pausedUntil = $note->text('pausedUntil');
        $this->lastCheckAt = $note->text('lastCheckAt');
        $this->incident = $note->text('incident');
        $this->causeCode = $note->text('causeCode');
        $this->addresses = $note->texts('addresses');
        $this->pendingAlerts = (int) $note->number('pendingAlerts');
    }

    /**
     * @param mixed $note
     * @return self|null null when it is none
     */
    public static function fromNote($note): ?self
    {
        $status = new self(new Fields($note));

        return $status->state === '' ? null : $status;
    }

    /** Null when the answer is not one to `GET /v1/status`. */
    public static function fromAnswer(Response $answer, int $now): ?self
    {
        $fields = new Fields($answer->status === 200 ? $answer->data : null);
        $incident = $fields->object('incident');
        $addresses = [];
        foreach ($fields->objects('egress') as $seen) {
            if ($seen->text('context') === 'sidecar' && $seen->text('scope') === 'public') {
                $addresses[] = $seen->text('address');
            }
        }

        return self::fromNote([
            'askedAt' => $now,
            'state' => $fields->text('state'),
            'since' => $fields->text('since'),
            'pausedUntil' => $fields->text('pausedUntil'),
            'lastCheckAt' => $fields->object('lastCheck')->text('at'),
            'incident' => $incident->text('id'),
            'causeCode' => $incident->text('causeCode'),
            'addresses' => array_slice(array_values(array_unique($addresses)), 0, self::MOST_ADDRESSES),
            'pendingAlerts' => $fields->object('alerts')->number('pending'),
        ]);
    }

    /**
     * @return array<string, mixed>
     */
    public function note(): array
    {
        return get_object_vars($this);
    }

    /** Whether nobody is to be told of outages. A longer maintenance than there is comes from a clock that was set back. */
    public function isPaused(int $now): bool
    {
        $until = strtotime($this->pausedUntil);

        return $until !== false && $until > $now && $until - $now <= self::LONGEST_PAUSE;
    }

    /** Whether it was asked within so many seconds; not when the clock was set back meanwhile. */
    public function isFresh(int $now, int $seconds): bool
    {
        $age = $now - $this->askedAt;

        return $age >= 0 && $age <= $seconds;
    }
}
