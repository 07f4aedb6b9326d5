<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Addon\View\DiagnosisView;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/** What a form asks of those who watch: a check now, a test alert, maintenance, or a link to the status page. */
final class WatchJob
{
    public const TEST_NOW = 'test-now';
    public const TEST_ALERT = 'test-alert';
    public const STATUS_PAGE = 'status-page';
    public const PAUSE = 'pause';
    public const RESUME = 'resume';

    public const JOBS = [self::TEST_NOW, self::TEST_ALERT, self::STATUS_PAGE, self::PAUSE, self::RESUME];

    public const HOURS_FIELD = 'companion_hours';

    /** How long a maintenance may be; another one ends or prolongs it. */
    public const HOURS = [1, 4, 12, 24, 72];

    /** Those that the sidecar delivers on. */
    private const CHANNELS = ['whmcs', 'webhook'];

    /** @var string */
    private $job;

    /** @var int */
    private $hours;

    public function __construct(string $job, Params $posted)
    {
        $this->job = $job;
        $this->hours = $posted->integer(self::HOURS_FIELD);
    }

    /** Why the form cannot be followed; '' when it can. */
    public function fault(): string
    {
        $isUnclear = $this->job === self::PAUSE && !in_array($this->hours, self::HOURS, true);

        return $isUnclear ? Texts::say('forms.hours_unclear') : '';
    }

    /**
     * @return string HTML
     * @throws SidecarFailure
     */
    public function run(Companion $companion, Html $html): string
    {
        switch ($this->job) {
            case self::TEST_NOW:
                return (new DiagnosisView($html))->show($companion->check());
            case self::TEST_ALERT:
                $channels = array_map(static function (string $channel): string {
                    return in_array($channel, self::CHANNELS, true) ? Texts::say("forms.channels.$channel") : $channel;
                }, $companion->testAlert());

                return $html->alert('info', Texts::say('forms.test_alert_sent', [
                    'channels' => ModuleTexts::items($channels),
                ]));
            case self::STATUS_PAGE:
                return $this->link($companion, $html);
            case self::PAUSE:
                $until = $companion->maintenance(time() + $this->hours * 3600)->text('pausedUntil');

                return $html->alert('info', Texts::say('forms.paused', ['until' => Moment::text($until)]));
            default:
                $companion->maintenance(null);

                return $html->alert('info', Texts::say('forms.resumed'));
        }
    }

    /**
     * @throws SidecarFailure
     */
    private function link(Companion $companion, Html $html): string
    {
        $ticket = $companion->ticket();
        $hint = Texts::say('forms.status_page_link_hint', ['until' => Moment::text($ticket->text('expiresAt'))]);

        return '<p><a class="btn btn-primary" href="' . $html->text($ticket->text('url'))
            . '" target="_blank" rel="noopener noreferrer">'
            . $html->text(Texts::say('forms.status_page_link')) . '</a> ' . $html->text($hint) . "</p>\n";
    }
}
