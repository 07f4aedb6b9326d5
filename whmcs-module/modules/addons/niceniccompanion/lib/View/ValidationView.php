<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

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
            $problems[] = ModuleTexts::say('module:settings.problem', [
                'field' => $problem->text('field'),
                'problem' => $problem->text('message'),
            ]);
        }
        if (!$validation->isTrue('valid')) {
            $verdict = $this->html->alert('danger', Texts::say('settings_test.wrong'));
        } elseif ($problems !== []) {
            $verdict = $this->html->alert('warning', Texts::say('settings_test.doubtful'));
        } else {
            $verdict = $this->html->alert('success', Texts::say('settings_test.right'));
        }
        $panel = $verdict . $this->html->titledList(Texts::say('settings_test.problems'), $problems);

        return $this->html->panel(Texts::say('settings_test.title'), $panel)
            . ($validation->has('diagnosis')
                ? (new DiagnosisView($this->html))->show($validation->object('diagnosis'))
                : '');
    }
}
