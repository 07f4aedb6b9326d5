<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon;

use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\Fields;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts as ModuleTexts;
use NiceNicCompanion\Whmcs\TypedSettings;

/** A test of settings as somebody typed them, before they are saved; of the saved ones when none came with the form. */
final class SettingsTest
{
    /** @var Settings */
    public $settings;

    /** @var string why the test cannot be made; '' when it can */
    public $fault;

    /**
     * @param array<string, mixed> $posted fields of the form, as WHMCS hands them over
     */
    public function __construct(array $posted, Settings $stored)
    {
        $typed = array_intersect_key($posted, array_flip(TypedSettings::FIELDS));
        $isTyped = $typed !== [];
        $values = new Params($isTyped ? TypedSettings::unmasked($typed) : Settings::storedValues());
        $this->settings = new Settings($values);
        $this->fault = TypedSettings::flaw($values);
        if ($this->fault !== '') {
            return;
        }
        // Whoever may open this page is not always allowed to see the secrets, and must not have them sent elsewhere.
        if ($isTyped && TypedSettings::isMasked($typed) && !$this->settings->hasSameSidecar($stored)) {
            $this->fault = Texts::say('settings_test.masked_elsewhere');
        } elseif ($isTyped && TypedSettings::isMasked(TypedSettings::unmasked($typed))) {
            $this->fault = ModuleTexts::say('module:settings.masked_unknown');
        }
    }

    /**
     * @return Fields {@see Companion::validation()}
     * @throws SidecarFailure
     */
    public function run(): Fields
    {
        return (new Companion($this->settings))->validation();
    }
}
