<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Hooks;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Hooks\SidecarWatch;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\State\LastStatus;
use NiceNicCompanion\Whmcs\State\StateFile;
use NiceNicCompanion\Whmcs\State\StatusNote;
use NiceNicCompanion\Whmcs\StateWords;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/**
 * How things stand by the notes of the module, in a few words: a sidecar that cron misses comes before what it said
 * last. Plain values, so that WHMCS can keep them in the widget's cache.
 */
final class Standing
{
    /** The sidecar is gone; the other states are the monitor's. */
    public const GONE = 'gone';

    /** Nobody knows. */
    private const UNKNOWN = 'unknown';

    /** Seconds after which good news is none any more: so long WHMCS takes its own cron for well (its contract, section 11). */
    private const GOOD_NEWS_HOLDS = 7200;

    /**
     * @return array{state: string, since: string, cause: string, incident: string, lastCheckAt: string,
     *     addresses: list<string>, pendingAlerts: int, askedAt: int} `cause` of the catalogue, '' for none; `incident`
     *     tells outages apart; `askedAt` 0 when the sidecar was never asked
     */
    public static function now(): array
    {
        $standing = self::noted();

        return self::isBad($standing) && !self::isInUse()
            ? ['state' => self::UNKNOWN, 'since' => '', 'cause' => ''] + $standing
            : $standing;
    }

    /** Of a registrar module that was given up the notes stay behind. */
    private static function isInUse(): bool
    {
        $settings = Settings::stored();

        return $settings !== null && $settings->sidecarToken !== '';
    }

    /**
     * @return array<string, mixed>
     */
    private static function noted(): array
    {
        $status = StatusNote::read();
        $isOld = $status === null || (self::isGoodNews($status) && !$status->isFresh(time(), self::GOOD_NEWS_HOLDS));
        $known = [
            'state' => $isOld ? self::UNKNOWN : $status->state,
            'since' => $isOld ? '' : $status->since,
            'cause' => $status === null ? '' : $status->causeCode,
            'incident' => $status === null ? '' : 'incident-' . preg_replace('/[^0-9]/', '', $status->incident),
            'lastCheckAt' => $status === null ? '' : $status->lastCheckAt,
            'addresses' => $status === null ? [] : $status->addresses,
            'pendingAlerts' => $status === null ? 0 : $status->pendingAlerts,
            'askedAt' => $status === null ? 0 : $status->askedAt,
        ];
        $outage = SidecarWatch::outage();
        // What was asked since the last failure is newer than the outage.
        $hasAnswered = $status !== null && $status->askedAt > $outage->lastFailedAt && !$isOld;
        if (!$outage->isCertain() || $hasAnswered || ($status !== null && $status->isPaused(time()))) {
            return $known;
        }

        return [
            'state' => self::GONE,
            'since' => gmdate('Y-m-d\TH:i:s\Z', min($outage->since, time())),
            'cause' => $outage->cause,
            'incident' => 'sidecar-' . $outage->since,
        ] + $known;
    }

    private static function isGoodNews(LastStatus $status): bool
    {
        return in_array($status->state, ['healthy', 'pending'], true);
    }

    /**
     * @param array<string, mixed> $standing
     */
    public static function isBad(array $standing): bool
    {
        return in_array($standing['state'] ?? '', [self::GONE, 'failing'], true);
    }

    /**
     * @param array<string, mixed> $standing
     * @return string such as `NiceNIC refuses this shop since 2026-05-31 10:00:00 UTC`
     */
    public static function headline(array $standing): string
    {
        $state = self::text($standing, 'state');
        $words = $state === self::GONE
            ? Texts::say('status.gone')
            : StateWords::of($state, self::text($standing, 'cause'));
        $since = self::text($standing, 'since');

        return $since === ''
            ? $words
            : Texts::say('elsewhere.headline', ['state' => $words, 'since' => Moment::text($since)]);
    }

    /**
     * @param array<string, mixed> $standing
     * @return string the cause's title; '' without a cause
     */
    public static function cause(array $standing): string
    {
        $code = self::text($standing, 'cause');

        return $code === '' ? '' : CauseTexts::title($code);
    }

    /**
     * @param array<string, mixed> $standing
     * @return string what to do first; '' without a cause
     */
    public static function firstStep(array $standing): string
    {
        $code = self::text($standing, 'cause');

        return $code === '' ? '' : (CauseTexts::fix($code)[0] ?? '');
    }

    /**
     * @param array<string, mixed> $standing
     * @return string such as `as of 5 minutes ago`
     */
    public static function age(array $standing): string
    {
        $askedAt = is_int($standing['askedAt'] ?? null) ? $standing['askedAt'] : 0;

        if ($askedAt === 0 && !StateFile::canBeWritten()) {
            return Texts::say('elsewhere.not_kept', ['folder' => StateFile::folder()]);
        }

        return $askedAt === 0
            ? Texts::say('elsewhere.never_asked')
            : Texts::say('elsewhere.as_of', ['age' => ModuleTexts::duration(time() - $askedAt)]);
    }

    /**
     * @param array<string, mixed> $standing
     */
    public static function text(array $standing, string $key): string
    {
        return is_string($standing[$key] ?? null) ? $standing[$key] : '';
    }
}
