<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;

/** What a form of the orders asks for: another look at one, or an administrator's word on it. */
final class OrderJob
{
    public const LOOK_UP = 'look-up';
    public const SETTLE = 'settle';

    public const ORDER_FIELD = 'companion_order';
    public const OUTCOME_FIELD = 'companion_outcome';
    public const NOTE_FIELD = 'companion_note';

    /** Characters that the sidecar takes. */
    public const LONGEST_NOTE = 500;

    private const ORDER_ID = '/^[0-9a-f-]{36}$/D';

    private const OUTCOMES = ['done', 'rejected'];

    /** @var string */
    private $job;

    /** @var string */
    private $order;

    /** @var string */
    private $outcome;

    /** @var string */
    private $note;

    public function __construct(string $job, Params $posted)
    {
        $this->job = $job;
        $this->order = $posted->text(self::ORDER_FIELD);
        $this->outcome = $posted->text(self::OUTCOME_FIELD);
        $this->note = trim($posted->text(self::NOTE_FIELD));
    }

    /** Why the form cannot be followed; '' when it can. */
    public function fault(): string
    {
        if (preg_match(self::ORDER_ID, $this->order) !== 1) {
            return Texts::say('orders.unclear');
        }
        if ($this->job === self::LOOK_UP) {
            return '';
        }
        if (!in_array($this->outcome, self::OUTCOMES, true)) {
            return Texts::say('orders.unclear');
        }
        $isNote = preg_match('/^.{1,' . self::LONGEST_NOTE . '}$/Dus', $this->note) === 1;

        return $isNote ? '' : Texts::say('orders.note_missing');
    }

    /**
     * @return Fields the order as it is then
     * @throws SidecarFailure
     */
    public function run(Companion $companion): Fields
    {
        return $this->job === self::LOOK_UP
            ? $companion->lookUp($this->order)
            : $companion->settle($this->order, $this->outcome, $this->note);
    }

    /**
     * @return array<string, string> for the module log
     */
    public function told(): array
    {
        return array_filter(['order' => $this->order, 'outcome' => $this->outcome, 'note' => $this->note], 'strlen');
    }
}
