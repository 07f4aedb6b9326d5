<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\OrderJob;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Admin\OrderWords;
use NiceNicCompanion\Whmcs\Sidecar\Fields;

/** The orders that may have happened or still go on, and the forms that settle them. */
final class OrdersView
{
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
            return $this->html->panel(Texts::ORDERS, '<p>' . $this->html->text(Texts::NO_ORDERS) . '</p>');
        }
        $hint = $open->text('nextCursor') === '' ? Texts::ORDERS_HINT : Texts::ORDERS_HINT . ' ' . Texts::MORE_ORDERS;
        $rows = array_map([$this, 'row'], $orders);

        return $this->html->panel(
            Texts::ORDERS,
            '<p>' . $this->html->text($hint) . '</p>' . $this->html->table(Texts::ORDER_COLUMNS, $rows)
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
            $this->html->text(ucfirst(OrderWords::state($order)) . '. ' . $order->text('why')),
            '<code>' . $this->html->text($order->text('referenceId')) . '</code>',
            $this->lookUpForm($order) . $this->settlementForm($order),
        ];
    }

    private function lookUpForm(Fields $order): string
    {
        return $this->forms->show(
            OrderJob::LOOK_UP,
            [OrderJob::ORDER_FIELD => $order->text('id')],
            $this->html->button('btn-default', Texts::LOOK_UP_NOW)
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
        $note = '<input type="text" class="form-control" name="' . OrderJob::NOTE_FIELD . '" required maxlength="'
            . OrderJob::LONGEST_NOTE . '" aria-label="' . $this->html->text(Texts::NOTE) . '" placeholder="'
            . $this->html->text(Texts::NOTE) . '">';
        $outcomes = ($isUnknown ? $this->outcome('done', Texts::IT_HAPPENED) : '')
            . $this->outcome('rejected', Texts::IT_DID_NOT_HAPPEN);

        return $this->forms->show(
            OrderJob::SETTLE,
            [OrderJob::ORDER_FIELD => $order->text('id')],
            $outcomes . $note . $this->html->button('btn-default', Texts::SETTLE)
        );
    }

    /** Chosen apart from the button, which the Enter key presses. */
    private function outcome(string $outcome, string $label): string
    {
        return '<label class="radio-inline"><input type="radio" name="' . OrderJob::OUTCOME_FIELD . '" value="'
            . $outcome . '" required> ' . $this->html->text($label) . '</label> ';
    }
}
