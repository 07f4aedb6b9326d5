<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/** A verdict with everything that it rests on. */
final class DiagnosisView
{
    private const GUIDE = 'https://nicenic.com/support/'
        . 'NiceNIC-API-v2-Authentication-Error-Common-Causes-and-Fixes-4764';

    private const CHECKLIST_KINDS = ['pass' => 'success', 'fail' => 'danger'];

    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(Fields $diagnosis): string
    {
        $environment = $diagnosis->text('environment');
        $name = ['environment' => ModuleTexts::word('words:api_environments', $environment)];
        $verdict = $diagnosis->isTrue('healthy')
            ? $this->html->alert('success', Texts::say('diagnosis.healthy', $name))
            : $this->html->alert('danger', Texts::say('diagnosis.not_healthy', $name));

        return $this->html->panel(Texts::say('diagnosis.title'), $verdict . $this->causes($diagnosis)
            . $this->html->titledList(Texts::say('diagnosis.questions'), $diagnosis->texts('questions'))
            . $this->html->titledList(Texts::say('status.warnings'), $diagnosis->texts('warnings')))
            . $this->html->panel(Texts::say('diagnosis.checklist'), $this->checklist($diagnosis->objects('checklist')))
            . $this->html->panel(
                Texts::say('diagnosis.addresses'),
                (new AddressesView($this->html))->show($diagnosis->objects('egress'))
            )
            . $this->html->panel(Texts::say('diagnosis.attempts'), $this->attempts($diagnosis->objects('attempts')));
    }

    private function causes(Fields $diagnosis): string
    {
        $causes = $diagnosis->objects('causes');
        if ($causes === []) {
            return '';
        }

        return '<h3>' . $this->html->text(Texts::say('diagnosis.causes')) . '</h3>'
            . implode('', array_map([$this, 'cause'], $causes));
    }

    private function cause(Fields $cause): string
    {
        $percent = (int) round($cause->number('confidence') * 100);
        $guideCause = (int) $cause->number('guideCause');
        $guide = $guideCause === 0 ? '' : $this->html->text(ModuleTexts::say('words:between_items'))
            . '<a href="' . self::GUIDE . '" target="_blank" rel="noopener noreferrer">'
            . $this->html->text(Texts::say('diagnosis.guide_cause', ['number' => $guideCause])) . '</a>';

        return '<h4>' . $this->html->label('primary', Texts::say('diagnosis.percent', ['percent' => $percent])) . ' '
            . $this->html->text($cause->text('title')) . '</h4><p><code>' . $this->html->text($cause->text('code'))
            . '</code>' . $guide . '</p>'
            . $this->html->titledList(Texts::say('diagnosis.evidence'), $cause->texts('evidence'))
            . $this->html->titledList(Texts::say('diagnosis.against'), $cause->texts('against'))
            . $this->html->titledList(Texts::say('diagnosis.fix'), $cause->texts('fix'), 'ol');
    }

    /**
     * @param list<Fields> $items
     */
    private function checklist(array $items): string
    {
        $rows = [];
        foreach ($items as $place => $item) {
            $id = $item->text('id');
            $status = $item->text('status');
            $word = ModuleTexts::word('words:checklist', $status);
            $rows[] = [
                (string) ($place + 1),
                $this->html->text(ModuleTexts::word('words:checklist.steps', $id)),
                $this->html->label(self::CHECKLIST_KINDS[$status] ?? 'default', $word),
                $this->html->linked($item->text('detail')),
            ];
        }

        return $this->html->table($this->html->columns(['number', 'step', 'result', 'detail']), $rows);
    }

    /**
     * @param list<Fields> $attempts
     */
    private function attempts(array $attempts): string
    {
        $rows = array_map(function (Fields $attempt): array {
            $milliseconds = $attempt->has('milliseconds') ? (string) (int) round($attempt->number('milliseconds')) : '';

            return array_map(function (string $value): string {
                return $this->html->text($value === '' ? Html::NOTHING : $value);
            }, [
                Moment::text($attempt->text('timestamp')),
                $attempt->text('action'),
                $attempt->text('endpoint'),
                $attempt->text('httpStatus'),
                $attempt->text('code'),
                $attempt->text('msg'),
                $milliseconds,
                $attempt->text('localAddress'),
            ]);
        }, $attempts);

        [$time, $call, $address, $code, $message, $milliseconds, $from] = $this->html->columns(
            ['time', 'call', 'address', 'code', 'message', 'milliseconds', 'from']
        );
        $columns = [$time, $call, $address, 'HTTP', $code, $message, $milliseconds, $from];

        return $this->html->table($columns, $rows);
    }
}
