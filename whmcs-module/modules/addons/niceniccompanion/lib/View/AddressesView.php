<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;

/** The outbound addresses of the sidecar and of WHMCS's environments. */
final class AddressesView
{
    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    /**
     * @param list<Fields> $egress
     */
    public function show(array $egress): string
    {
        if ($egress === []) {
            return '<p>' . $this->html->text(Texts::NO_ADDRESSES) . '</p>';
        }
        $rows = array_map(function (Fields $address): array {
            $context = $address->text('context');
            $seen = $address->has('lastSeen') ? Moment::text($address->text('lastSeen')) : Texts::NOTHING;

            $oddity = Texts::SCOPES[$address->text('scope')] ?? '';

            return [
                $this->html->text(Texts::CONTEXTS[$context] ?? $context),
                '<code>' . $this->html->text($address->text('address')) . '</code> ' . $this->html->text($oddity),
                $this->html->text($address->text('source')),
                $this->html->text($seen),
            ];
        }, $egress);

        return $this->html->table(Texts::ADDRESS_COLUMNS, $rows);
    }
}
