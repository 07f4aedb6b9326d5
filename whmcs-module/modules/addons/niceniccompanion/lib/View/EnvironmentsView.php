<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\View;

use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Moment;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;

/**
 * The sidecar and WHMCS's environments side by side: what differs between web and cron is why one works and the other
 * does not.
 */
final class EnvironmentsView
{
    private const SIDECAR = 'sidecar';

    private const REFERENCE = 'web';

    private const FAMILIES = [4, 6];

    /** @var Html */
    private $html;

    public function __construct(Html $html)
    {
        $this->html = $html;
    }

    public function show(Fields $status): string
    {
        $addresses = $this->addresses($status->objects('egress'));
        $own = $status->object(self::SIDECAR);
        $lines = [self::SIDECAR => array_merge($addresses[self::SIDECAR] ?? ['', ''], [
            $own->text('user'),
            '',
            '',
            $status->object('versions')->text(self::SIDECAR),
            $own->text('hostname'),
            $this->proxy($own->object('proxy')),
        ])];
        $reported = [];
        foreach ($status->objects('environments') as $environment) {
            $name = $environment->text('environment');
            $lines[$name] = array_merge($addresses[$name] ?? ['', ''], [
                $environment->text('user'),
                $environment->text('phpVersion'),
                $environment->text('whmcsVersion'),
                $environment->text('moduleVersion'),
                $environment->text('hostname'),
                $this->proxy($environment->object('proxy')),
            ]);
            $reported[$name] = Moment::text($environment->text('reportedAt'));
        }
        $rows = [];
        foreach ($lines as $name => $values) {
            $cells = [$this->html->text(ModuleTexts::word('words:places', (string) $name))];
            foreach ($values as $place => $value) {
                $differs = $name !== self::SIDECAR && $value !== ($lines[self::REFERENCE][$place] ?? $value);
                $cells[] = $this->html->text($value === '' ? Html::NOTHING : $value)
                    . ($differs ? ' ' . $this->html->label('warning', Texts::say('status.differs')) : '');
            }
            $cells[] = $this->html->text($reported[$name] ?? Html::NOTHING);
            $rows[] = $cells;
        }

        [$place, $user, $module, $host, $proxy, $told] = $this->html->columns([
            'place', 'user', 'module', 'host', 'proxy', 'reported',
        ]);
        $columns = [$place, 'IPv4', 'IPv6', $user, 'PHP', 'WHMCS', $module, $host, $proxy, $told];

        return $this->html->table($columns, $rows);
    }

    /**
     * @param list<Fields> $egress
     * @return array<string, list<string>> by environment: the addresses of each family
     */
    private function addresses(array $egress): array
    {
        $seen = [];
        foreach ($egress as $one) {
            $seen[$one->text('context')][(int) $one->number('family')][$one->text('address')] = true;
        }

        return array_map(static function (array $byFamily): array {
            return array_map(static function (int $family) use ($byFamily): string {
                $addresses = array_keys($byFamily[$family] ?? []);
                sort($addresses);

                return implode(ModuleTexts::say('words:between_items'), $addresses);
            }, self::FAMILIES);
        }, $seen);
    }

    private function proxy(Fields $proxy): string
    {
        $parts = [];
        foreach (['http', 'https', 'no', 'proxy'] as $name) {
            if ($proxy->text($name) !== '') {
                $parts[] = $name . '=' . $proxy->text($name);
            }
        }

        return implode(ModuleTexts::say('words:between_items'), $parts);
    }
}
