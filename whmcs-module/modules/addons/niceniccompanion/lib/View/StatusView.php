<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\StateWords;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/** How things stand by the scheduled checks. */
final class StatusView
{
    private const KINDS = ['healthy' => 'success', 'failing' => 'danger', 'pending' => 'warning'];

    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(Fields $status): string
    {
        $state = $status->text('state');
        $word = StateWords::of($state, $status->object('incident')->text('causeCode'));
        $line = '<p>' . $this->html->label(self::KINDS[$state] ?? 'default', $word) . ' '
            . $this->html->text(Texts::say('status.since', ['time' => Moment::text($status->text('since'))])) . '</p>';
        $facts = $this->html->facts(array_map([$this->html, 'text'], $this->facts($status)));
        $warnings = $this->html->titledList(Texts::say('status.warnings'), $status->texts('warnings'));

        return $this->html->panel(Texts::say('status.title'), $line . $facts . $warnings);
    }

    /**
     * @return array<string, string> text by term, '' for none
     */
    private function facts(Fields $status): array
    {
        $facts = [];
        if ($status->has('incident')) {
            $code = $status->object('incident')->text('causeCode');
            $facts[Texts::say('status.likely_cause')] = CauseTexts::title($code);
        }
        $environment = $status->text('environment');
        $facts[Texts::say('status.environment')] = ModuleTexts::word('words:api_environments', $environment);
        $facts[Texts::say('status.paused_until')] = Moment::text($status->text('pausedUntil'));
        $facts[Texts::say('status.last_check')] = $this->time($status->object('lastCheck')->text('at'));
        $facts[Texts::say('status.next_check')] = $this->time($status->text('nextCheckAt'));
        $waiting = (int) $status->object('alerts')->number('pending');
        $facts[Texts::say('status.waiting_alerts')] = $waiting === 0 ? '' : (string) $waiting;
        $facts[Texts::say('status.alert_error')] = $status->object('alerts')->text('lastError');

        return $facts;
    }

    private function time(string $time): string
    {
        return $time === '' ? Texts::say('status.none_yet') : Moment::text($time);
    }
}
