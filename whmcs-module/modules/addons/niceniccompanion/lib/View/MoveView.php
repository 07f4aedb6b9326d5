<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Move\MoveJob;
use NiceNicCompanion\Whmcs\Addon\Move\Moved;
use NiceNicCompanion\Whmcs\Addon\Texts;

/** Handing over from the registrar's own module: what there is, what a move would change, and the way back. */
final class MoveView
{
    /** More names than these do not help anybody to decide. */
    private const NAMES_SHOWN = 100;

    /** @var Html */
    private $html;

    /** @var JobForm */
    private $forms;

    public function __construct(Html $html, JobForm $forms)
    {
        $this->html = $html;
        $this->forms = $forms;
    }

    /** Nothing for a shop that has nothing to hand over and nothing to take back. */
    public function show(Moved $candidates, ?Moved $last): string
    {
        if ($candidates->isNothing() && $last === null) {
            return '';
        }
        $content = '<p>' . $this->html->text(Texts::say('move.hint')) . '</p>';
        if (!$candidates->isNothing()) {
            $content .= $this->forms->show(
                MoveJob::PREVIEW,
                [],
                $this->html->button('btn-default', Texts::say('move.preview')) . ' ' . $this->counts($candidates)
            );
        }
        if ($last !== null) {
            $content .= $this->forms->show(
                MoveJob::UNDO,
                [MoveJob::NUMBER_FIELD => (string) $last->number],
                $this->html->button('btn-default', Texts::say('move.undo')) . ' '
                . $this->html->text(Texts::say('move.last', ['at' => $last->at])) . ' ' . $this->counts($last)
            );
        }

        return $this->html->panel(Texts::say('move.title'), $content);
    }

    /** The dry run, with the button that makes it real. */
    public function preview(Moved $candidates): string
    {
        $content = '<p>' . $this->counts($candidates) . ' ' . $this->html->text(Texts::say('move.check_first')) . '</p>'
            . $this->html->titledList(Texts::say('move.tlds'), $this->shown($candidates->tlds))
            . $this->html->titledList(Texts::say('move.domains'), $this->shown($candidates->domains));
        if (!$candidates->isNothing()) {
            $content .= $this->forms->show(
                MoveJob::MOVE,
                [],
                $this->html->button('btn-primary', Texts::say('move.move_now'))
            );
        }

        return $this->html->panel(Texts::say('move.preview'), $content);
    }

    private function counts(Moved $moved): string
    {
        return $this->html->text(Texts::say('move.counts', [
            'domains' => count($moved->domains),
            'tlds' => count($moved->tlds),
        ]));
    }

    /**
     * @param array<int, string> $names
     * @return list<string>
     */
    private function shown(array $names): array
    {
        $shown = array_slice(array_values($names), 0, self::NAMES_SHOWN);
        $rest = count($names) - count($shown);

        return $rest === 0 ? $shown : array_merge($shown, [Texts::say('move.more', ['count' => $rest])]);
    }
}
