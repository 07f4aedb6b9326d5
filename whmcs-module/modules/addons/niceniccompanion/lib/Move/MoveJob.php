<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Move;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Log\ActivityLog;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/** What a form about handing over asks for. Needs WHMCS's database and no sidecar. */
final class MoveJob
{
    public const PREVIEW = 'move-preview';
    public const MOVE = 'move';
    public const UNDO = 'move-undo';

    public const JOBS = [self::PREVIEW, self::MOVE, self::UNDO];

    public const NUMBER_FIELD = 'companion_move';

    /** Longer lists are cut; the database has them all. */
    private const NAMES_IN_LOG = 20;

    /** @var Takeover */
    private $takeover;

    public function __construct()
    {
        $this->takeover = new Takeover();
    }

    /**
     * @return array{0: string, 1: Moved|null} what to tell, and for a preview what would be moved
     */
    public function run(string $job, Params $posted): array
    {
        $now = gmdate('Y-m-d H:i:s');
        if ($job === self::MOVE) {
            return [$this->told('move.moved', $this->takeover->move($now)), null];
        }
        if ($job === self::UNDO) {
            $back = $this->takeover->undo($posted->integer(self::NUMBER_FIELD), $now);

            return [$back === null ? Texts::say('move.nothing_to_undo') : $this->told('move.moved_back', $back), null];
        }

        return ['', $this->takeover->candidates()];
    }

    /** Also for the log: who did it stands beside the entry. */
    private function told(string $key, Moved $moved): string
    {
        if ($moved->domains === [] && $moved->tlds === []) {
            return Texts::say('move.nothing_left');
        }
        $told = Texts::say($key, ['domains' => count($moved->domains), 'tlds' => count($moved->tlds)]);
        $names = array_merge(array_values($moved->tlds), array_values($moved->domains));
        $listed = ModuleTexts::items(array_slice($names, 0, self::NAMES_IN_LOG));
        $more = count($names) > self::NAMES_IN_LOG ? ' …' : '';
        ActivityLog::note(Texts::say('move.logged', [
            'told' => $told,
            'number' => $moved->number,
            'names' => $listed . $more,
        ]));

        return $told;
    }
}
