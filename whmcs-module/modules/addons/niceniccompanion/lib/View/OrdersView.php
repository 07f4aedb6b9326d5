<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\OrderJob;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Admin\OrderWords;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/** The orders that may have happened or still go on, and the forms that settle them. */
final class OrdersView
{
    /** Those of open orders. */
    private const STATES = ['sent', 'unknown', 'pending'];

    /** @var Html */
    private $html;

    /** @var JobForm */
    private $forms;

    public function __construct(Html $html, JobForm $forms)
    {
        $this->html = $html;
        $this->forms = $forms;
    }

    public function show(Fields $open): string
    {
        $orders = $open->objects('orders');
        if ($orders === []) {
            $none = $this->html->text(Texts::say('orders.none'));

            return $this->html->panel(Texts::say('orders.title'), '<p>' . $none . '</p>');
        }
        $hint = ModuleTexts::sentences([
            Texts::say('orders.hint'),
            $open->text('nextCursor') === '' ? '' : Texts::say('orders.more'),
        ]);
        $rows = array_map([$this, 'row'], $orders);
        $columns = $this->html->columns(['order', 'sent', 'state', 'reference', 'what_to_do']);

        return $this->html->panel(
            Texts::say('orders.title'),
            '<p>' . $this->html->text($hint) . '</p>' . $this->html->table($columns, $rows)
        );
    }

    /**
     * @return list<string> HTML of each cell
     */
    private function row(Fields $order): array
    {
        return [
            $this->html->text(OrderWords::what($order)),
            $this->html->text(OrderWords::since($order)),
            $this->html->text($this->state($order)),
            '<code>' . $this->html->text($order->text('referenceId')) . '</code>',
            $this->lookUpForm($order) . $this->settlementForm($order),
        ];
    }

    private function state(Fields $order): string
    {
        $state = $order->text('state');

        return ModuleTexts::sentences([
            in_array($state, self::STATES, true) ? Texts::say("orders.states.$state") : $state,
            $order->text('why'),
        ]);
    }

    private function lookUpForm(Fields $order): string
    {
        return $this->forms->show(
            OrderJob::LOOK_UP,
            [OrderJob::ORDER_FIELD => $order->text('id')],
            $this->html->button('btn-default', Texts::say('orders.look_up_now'))
        );
    }

    /** That a waiting transfer happened shows in the list by itself; that it failed does not. */
    private function settlementForm(Fields $order): string
    {
        $isUnknown = $order->text('state') === 'unknown';
        $isWaiting = $order->text('state') === 'pending' && $order->text('action') === 'transfer';
        if (!$isUnknown && !$isWaiting) {
            return '';
        }
        $label = $this->html->text(Texts::say('orders.note'));
        $note = '<input type="text" class="form-control" name="' . OrderJob::NOTE_FIELD . '" required maxlength="'
            . OrderJob::LONGEST_NOTE . '" aria-label="' . $label . '" placeholder="' . $label . '">';
        $outcomes = ($isUnknown ? $this->outcome('done', Texts::say('orders.it_happened')) : '')
            . $this->outcome('rejected', Texts::say('orders.it_did_not_happen'));

        return $this->forms->show(
            OrderJob::SETTLE,
            [OrderJob::ORDER_FIELD => $order->text('id')],
            $outcomes . $note . $this->html->button('btn-default', Texts::say('orders.settle'))
        );
    }

    /** Chosen apart from the button, which the Enter key presses. */
    private function outcome(string $outcome, string $label): string
    {
        return '<label class="radio-inline"><input type="radio" name="' . OrderJob::OUTCOME_FIELD . '" value="'
            . $outcome . '" required> ' . $this->html->text($label) . '</label> ';
    }
}
