<?php

declare(strict_types=1);

namespace WhmcsDouble;

use WHMCS\Module\AbstractWidget;

/** Pages of the admin area with what hooks add to them, and the dashboard (contract sections 7.3 and 8). */
final class AdminPages
{
    private const DASHBOARD = 'index';

    private const REGISTRAR_SETTINGS = 'configregistrars';

    /** Seconds that a widget may take to be made. */
    private const WIDGET_LIMIT = 2.0;

    private const OUTPUT_POINTS = [
        'head' => 'AdminAreaHeadOutput', 'header' => 'AdminAreaHeaderOutput', 'footer' => 'AdminAreaFooterOutput',
    ];

    /** @var Installation */
    private $installation;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    /**
     * @param string        $filename    the page without `.php`
     * @param array         $cookies     that the browser sends
     * @param string[]|null $permissions of the admin; null for all
     * @param bool          $refresh     whether widgets make their data anew
     */
    public function show(string $filename, int $adminId, array $cookies, ?array $permissions, bool $refresh): array
    {
        $started = hrtime(true);
        Environment::request('GET', "$filename.php", [], null);
        $_COOKIE = $cookies;
        $vars = [
            'filename' => $filename,
            'pagetitle' => ucfirst($filename),
            'adminid' => $adminId,
            'admin_perms' => $permissions ?? [],
            'addon_modules' => array_keys($this->installation->store->read()['addons']),
        ];
        $this->installation->hooks->run('AdminAreaPage', [$vars]);
        $page = [];
        foreach (self::OUTPUT_POINTS as $part => $point) {
            $page[$part] = implode("\n", array_filter($this->installation->hooks->run($point, [$vars]), 'is_string'));
            PageHtml::check($page[$part], $point, $this->installation->violations);
        }
        $page['content'] = $filename === self::REGISTRAR_SETTINGS ? $this->settingsForms() : '';
        $page['widgets'] = $filename === self::DASHBOARD ? $this->widgets($permissions, $refresh) : [];

        return $page + ['milliseconds' => (hrtime(true) - $started) / 1e6];
    }

    /** The form of each active registrar module: a field for each setting, named like it. */
    private function settingsForms(): string
    {
        $forms = '';
        foreach (array_keys($this->installation->store->read()['registrarSettings']) as $module) {
            ['config' => $config, 'values' => $values] = (new Settings($this->installation))->page((string) $module);
            $rows = '';
            foreach (ConfigShape::options((array) $config) as $name => $definition) {
                $rows .= '<tr><td>' . self::escaped($definition['FriendlyName'] ?? $name) . '</td><td>'
                    . self::field($name, $definition, ((array) $values)[$name] ?? '')
                    . ' ' . ($definition['Description'] ?? '') . '</td></tr>';
            }
            $forms .= '<form method="post" action="configregistrars.php?module=' . $module . '">'
                . '<input type="hidden" name="token" value="' . Token::current() . '">'
                . "<table>$rows</table><button type=\"submit\">Save Changes</button></form>\n";
        }

        return $forms;
    }

    private static function field(string $name, array $definition, string $value): string
    {
        $type = $definition['Type'];
        if ($type === 'yesno') {
            return '<input type="checkbox" name="' . $name . '"' . ($value === 'on' ? ' checked' : '') . '>';
        }

        return '<input type="' . ($type === 'password' ? 'password' : 'text') . '" name="' . $name . '" value="'
            . self::escaped($value) . '">';
    }

    private static function escaped(string $text): string
    {
        return htmlspecialchars($text, ENT_QUOTES, 'UTF-8');
    }

    /** @return array[] id, title and html of each widget that the admin may see */
    private function widgets(?array $permissions, bool $refresh): array
    {
        $shown = [];
        foreach ($this->installation->hooks->run('AdminHomeWidgets', [[]]) as $widget) {
            if (!$widget instanceof AbstractWidget) {
                continue;
            }
            $id = (string) $widget->getId();
            if (preg_match('/^[A-Za-z][A-Za-z0-9_]*$/', $id) !== 1) {
                // In the page's scripts such an id finds nothing: the widget can be neither hidden nor closed.
                $this->installation->violations->record('shape', "the widget's id $id is not a plain name", $id);
            }
            $needed = $widget->getRequiredPermission();
            if ($permissions !== null && $needed !== '' && !in_array($needed, $permissions, true)) {
                continue;
            }
            $outcome = $this->installation->sandbox->run($id, function () use ($widget, $id, $refresh): string {
                return (string) $widget->generateOutput($this->data($widget, $id, $refresh));
            }, self::WIDGET_LIMIT);
            $html = (string) $outcome->value;
            PageHtml::check($html, $id, $this->installation->violations);
            $shown[] = ['id' => $id, 'title' => (string) $widget->getTitle(), 'html' => $html];
        }

        return $shown;
    }

    /** The widget's data, from the cache while it is warm. */
    private function data(AbstractWidget $widget, string $id, bool $refresh): array
    {
        $cached = $this->installation->store->read()['widgetCache'][$id] ?? null;
        if ($widget->isCachable() && !$refresh && $cached !== null && $cached['until'] > time()) {
            return $widget->sanitizeData($cached['data']);
        }
        $data = $widget->sanitizeData($widget->getData());
        if ($widget->isCachable()) {
            $entry = ['until' => time() + $widget->getCacheExpiry(), 'data' => $data];
            $this->installation->store->update(static function (array &$state) use ($id, $entry): void {
                $state['widgetCache'][$id] = $entry;
            });
        }

        return $data;
    }
}
