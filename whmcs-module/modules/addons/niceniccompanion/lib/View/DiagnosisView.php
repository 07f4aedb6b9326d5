<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;

/** A verdict with everything that it rests on. */
final class DiagnosisView
{
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
        $name = Texts::ENVIRONMENTS[$environment] ?? $environment;
        $verdict = $diagnosis->isTrue('healthy')
            ? $this->html->alert('success', sprintf(Texts::HEALTHY, $name))
            : $this->html->alert('danger', sprintf(Texts::NOT_HEALTHY, $name));

        return $this->html->panel(Texts::DIAGNOSIS, $verdict . $this->causes($diagnosis)
            . $this->html->titledList(Texts::QUESTIONS, $diagnosis->texts('questions'))
            . $this->html->titledList(Texts::WARNINGS, $diagnosis->texts('warnings')))
            . $this->html->panel(Texts::CHECKLIST, $this->checklist($diagnosis->objects('checklist')))
            . $this->html->panel(
                Texts::ADDRESSES,
                (new AddressesView($this->html))->show($diagnosis->objects('egress'))
            )
            . $this->html->panel(Texts::ATTEMPTS, $this->attempts($diagnosis->objects('attempts')));
    }

    private function causes(Fields $diagnosis): string
    {
        $causes = $diagnosis->objects('causes');
        if ($causes === []) {
            return '';
        }

        return '<h3>' . $this->html->text(Texts::CAUSES) . '</h3>'
            . implode('', array_map([$this, 'cause'], $causes));
    }

    private function cause(Fields $cause): string
    {
        $percent = (int) round($cause->number('confidence') * 100);
        $guideCause = (int) $cause->number('guideCause');
        $guide = $guideCause === 0 ? '' : ', <a href="' . Texts::GUIDE . '" target="_blank" rel="noopener noreferrer">'
            . $this->html->text(sprintf(Texts::GUIDE_CAUSE, $guideCause)) . '</a>';

        return '<h4>' . $this->html->label('primary', sprintf(Texts::PERCENT, $percent)) . ' '
            . $this->html->text($cause->text('title')) . '</h4><p><code>' . $this->html->text($cause->text('code'))
            . '</code>' . $guide . '</p>'
            . $this->html->titledList(Texts::EVIDENCE, $cause->texts('evidence'))
            . $this->html->titledList(Texts::AGAINST, $cause->texts('against'))
            . $this->html->titledList(Texts::FIX, $cause->texts('fix'), 'ol');
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
            $word = Texts::CHECKLIST_STATUS[$status] ?? $status;
            $rows[] = [
                (string) ($place + 1),
                $this->html->text(Texts::CHECKLIST_STEPS[$id] ?? $id),
                $this->html->label(self::CHECKLIST_KINDS[$status] ?? 'default', $word),
                $this->html->linked($item->text('detail')),
            ];
        }

        return $this->html->table(Texts::STEP_COLUMNS, $rows);
    }

    /**
     * @param list<Fields> $attempts
     */
    private function attempts(array $attempts): string
    {
        $rows = array_map(function (Fields $attempt): array {
            $milliseconds = $attempt->has('milliseconds') ? (string) (int) round($attempt->number('milliseconds')) : '';

            return array_map(function (string $value): string {
                return $this->html->text($value === '' ? Texts::NOTHING : $value);
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

        return $this->html->table(Texts::ATTEMPT_COLUMNS, $rows);
    }
}
