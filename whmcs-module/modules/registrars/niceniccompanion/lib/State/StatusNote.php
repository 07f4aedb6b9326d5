<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\State;

use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\Response;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** Keeps how things stood last, for pages that must not wait: cron renews it, and pages once a minute at most. */
final class StatusNote
{
    /** Seconds between two questions of pages. */
    private const PAUSE = 60;

    /** Seconds after a question of a page that got no answer; twice as long as until cron asks in earnest. */
    private const PAUSE_AFTER_SILENCE = 600;

    public static function read(): ?LastStatus
    {
        return LastStatus::fromNote(self::file()->read()['status'] ?? null);
    }

    /** Keeps an answer to `GET /v1/status`; one that is none changes nothing. */
    public static function keep(Response $answer): void
    {
        $status = LastStatus::fromAnswer($answer, time());
        if ($status !== null) {
            self::file()->write(['triedAt' => time(), 'status' => $status->note()]);
        }
    }

    /**
     * Asks, when nobody did within the last minute, nor in vain lately, and the sidecar is not known to be silent. Where
     * that cannot be noted, pages do not ask at all: nothing would hold them back.
     *
     * @param float $seconds that the page may wait
     */
    public static function renew(float $seconds): void
    {
        $note = self::file()->read();
        $triedAt = $note['triedAt'] ?? null;
        $now = time();
        $pause = ($note['isSilent'] ?? false) === true ? self::PAUSE_AFTER_SILENCE : self::PAUSE;
        if (is_int($triedAt) && $triedAt <= $now && $now - $triedAt < $pause) {
            return;
        }
        $settings = Settings::stored();
        if ($settings === null || $settings->isUntouched()) {
            return;
        }
        try {
            $client = new Client($settings);
        } catch (SidecarFailure $failure) {
            return;
        }
        // As silent until it has answered: also for a page that ends on the way.
        if (!$client->isInDoubt() && self::file()->write(['triedAt' => $now, 'isSilent' => true] + $note)) {
            self::ask($client, $seconds);
        }
    }

    /** Asks and keeps the answer; without one, what was known stays and gets older. */
    public static function ask(Client $client, float $seconds): void
    {
        try {
            self::keep($client->send('GET', '/v1/status', null, $seconds));
        } catch (SidecarFailure $failure) {
            // Cron and the calls of pages tell of it.
        }
    }

    public static function forget(): void
    {
        self::file()->remove();
    }

    private static function file(): StateFile
    {
        return new StateFile('status');
    }
}
