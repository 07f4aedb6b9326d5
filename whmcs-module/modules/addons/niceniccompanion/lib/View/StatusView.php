<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\CauseTexts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;

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
        $line = '<p>' . $this->html->label(self::KINDS[$state] ?? 'default', Texts::STATES[$state] ?? $state) . ' '
            . $this->html->text(sprintf(Texts::SINCE, Moment::text($status->text('since')))) . '</p>';
        $facts = $this->html->facts(array_map([$this->html, 'text'], $this->facts($status)));
        $addresses = (new AddressesView($this->html))->show($status->objects('egress'));

        $warnings = $this->html->titledList(Texts::WARNINGS, $status->texts('warnings'));

        return $this->html->panel(Texts::STATUS, $line . $facts . $warnings)
            . $this->html->panel(Texts::WHERE_IT_RUNS, (new EnvironmentsView($this->html))->show($status))
            . $this->html->panel(Texts::ADDRESSES, $addresses);
    }

    /**
     * @return array<string, string> text by term, '' for none
     */
    private function facts(Fields $status): array
    {
        $facts = [];
        if ($status->has('incident')) {
            $facts[Texts::LIKELY_CAUSE] = CauseTexts::title($status->object('incident')->text('causeCode'));
        }
        $environment = $status->text('environment');
        $facts[Texts::ENVIRONMENT] = Texts::ENVIRONMENTS[$environment] ?? $environment;
        $facts[Texts::PAUSED_UNTIL] = Moment::text($status->text('pausedUntil'));
        $facts[Texts::LAST_CHECK] = $this->time($status->object('lastCheck')->text('at'));
        $facts[Texts::NEXT_CHECK] = $this->time($status->text('nextCheckAt'));
        $waiting = (int) $status->object('alerts')->number('pending');
        $facts[Texts::WAITING_ALERTS] = $waiting === 0 ? '' : (string) $waiting;
        $facts[Texts::ALERT_ERROR] = $status->object('alerts')->text('lastError');

        return $facts;
    }

    private function time(string $time): string
    {
        return $time === '' ? Texts::NONE_YET : Moment::text($time);
    }
}
