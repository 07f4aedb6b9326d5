<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

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
            return '<p>' . $this->html->text(Texts::say('diagnosis.no_addresses')) . '</p>';
        }
        $rows = array_map(function (Fields $address): array {
            $context = $address->text('context');
            $seen = $address->has('lastSeen') ? Moment::text($address->text('lastSeen')) : Html::NOTHING;

            // Of a public address there is nothing to say.
            $oddity = 'words:scopes.' . $address->text('scope');

            return [
                $this->html->text(ModuleTexts::word('words:places', $context)),
                '<code>' . $this->html->text($address->text('address')) . '</code> '
                    . $this->html->text(ModuleTexts::knows($oddity) ? ModuleTexts::say($oddity) : ''),
                $this->html->text($address->text('source')),
                $this->html->text($seen),
            ];
        }, $egress);

        return $this->html->table($this->html->columns(['seen_from', 'address', 'told_by', 'last_seen']), $rows);
    }
}
