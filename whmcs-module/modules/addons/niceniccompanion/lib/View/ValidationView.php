<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Sidecar\Fields;

/** The verdict on settings that are not saved yet. */
final class ValidationView
{
    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(Fields $validation): string
    {
        $problems = [];
        foreach ($validation->objects('problems') as $problem) {
            $problems[] = $problem->text('field') . ': ' . $problem->text('message');
        }
        if (!$validation->isTrue('valid')) {
            $verdict = $this->html->alert('danger', Texts::SETTINGS_WRONG);
        } elseif ($problems !== []) {
            $verdict = $this->html->alert('warning', Texts::SETTINGS_DOUBTFUL);
        } else {
            $verdict = $this->html->alert('success', Texts::SETTINGS_RIGHT);
        }
        $panel = $verdict . $this->html->titledList(Texts::SETTINGS_PROBLEMS, $problems);

        return $this->html->panel(Texts::SETTINGS_TEST, $panel)
            . ($validation->has('diagnosis')
                ? (new DiagnosisView($this->html))->show($validation->object('diagnosis'))
                : '');
    }
}
