<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Hooks;

use NiceNicCompanion\Whmcs\Addon\Addon;
use NiceNicCompanion\Whmcs\Addon\Page;
use NiceNicCompanion\Whmcs\Addon\Texts;
use NiceNicCompanion\Whmcs\Addon\View\Html;
use NiceNicCompanion\Whmcs\Addon\View\JobForm;
use NiceNicCompanion\Whmcs\Log\Redactor;
use NiceNicCompanion\Whmcs\State\StatusNote;
use NiceNicCompanion\Whmcs\TypedSettings;

/**
 * Beside the module's settings: the address to whitelist, how things stand, and a button that tests what is typed into
 * the form before it is saved. Without scripts the button tests what is saved.
 */
final class SettingsPanel
{
    /** Seconds, once a minute at most. */
    private const RENEWAL_LIMIT = 0.3;

    public function html(): string
    {
        StatusNote::renew(self::RENEWAL_LIMIT);
        $standing = Standing::now();
        // Nothing secret is in the notes.
        $html = new Html(new Redactor([]));
        $addresses = array_map(static function (string $address) use ($html): string {
            return '<code>' . $html->text($address) . '</code>';
        }, $standing['addresses']);
        $facts = $html->facts([
            Texts::say('elsewhere.to_whitelist') => $addresses === []
                ? $html->text(Texts::say('diagnosis.no_addresses'))
                : implode(' ', $addresses),
            Texts::say('status.title') => $html->text(Texts::say('elsewhere.headline_and_age', [
                'headline' => Standing::headline($standing),
                'age' => Standing::age($standing),
            ])),
            Texts::say('status.likely_cause') => $html->text(Standing::cause($standing)),
        ]);
        // Filled in by the script when the form is sent.
        $typed = '';
        foreach (TypedSettings::FIELDS as $field) {
            $typed .= '<input type="hidden" name="' . $field . '" value="" disabled>';
        }
        $form = (new JobForm(AdminHooks::LINK))->show(
            Page::TEST_SETTINGS,
            [],
            $typed . $html->button('btn-primary', Texts::say('forms.test_settings')) . ' '
                . $html->text(Texts::say('forms.test_settings_hint')),
            '_blank'
        );

        return '<div id="niceniccompanion-settings">' . $html->panel(Addon::NAME, $facts . $form) . '</div>'
            . $this->script();
    }

    /**
     * How WHMCS names and nests the fields is not documented beyond their names, so the form is known by the two that
     * no other module has.
     */
    private function script(): string
    {
        $fields = json_encode(TypedSettings::FIELDS);

        return <<<HTML
            <script>
            (function () {
              var panel = document.getElementById('niceniccompanion-settings');
              var test = panel.querySelector('form');
              function field(form, name) {
                return form.querySelector('input[name="' + name + '"]:not([type="hidden"]),'
                  + 'input[name$="[' + name + ']"]:not([type="hidden"])');
              }
              function settings() {
                return Array.prototype.filter.call(document.forms, function (form) {
                  return form !== test && field(form, 'SidecarUrl') && field(form, 'SidecarToken');
                })[0];
              }
              var form = settings();
              if (form) {
                form.parentNode.insertBefore(panel, form);
              }
              test.addEventListener('submit', function () {
                var typed = settings();
                $fields.forEach(function (name) {
                  var hidden = test.querySelector('input[name="' + name + '"]');
                  var input = typed && field(typed, name);
                  hidden.disabled = !input;
                  hidden.value = !input ? '' : input.type !== 'checkbox' ? input.value : input.checked ? 'on' : '';
                });
                setTimeout(function () {
                  $fields.forEach(function (name) {
                    test.querySelector('input[name="' + name + '"]').value = '';
                  });
                });
              });
            })();
            </script>
            HTML;
    }
}
