<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** What an administrator can choose about suggestions where the lookup provider is set up. */
final class SuggestionOptions
{
    private const MOST = 'MostSuggestions';
    private const MOST_CHOICES = ['5', '10', '20'];
    private const MOST_USUAL = '10';

    /** Not a tick box: one that was never saved could not be told from one that was unticked. */
    private const VARY = 'VaryWords';
    private const VARY_CHOICES = ['Yes', 'No'];
    private const VARY_USUAL = 'Yes';

    /**
     * @return array<string, array<string, string>> as WHMCS's getConfigArray
     */
    public static function all(): array
    {
        return [
            self::MOST => [
                'FriendlyName' => Texts::say('module:form.most_suggestions'),
                'Type' => 'dropdown',
                'Options' => implode(',', self::MOST_CHOICES),
                'Default' => self::MOST_USUAL,
                'Description' => Texts::say('module:form.most_suggestions_hint'),
            ],
            self::VARY => [
                'FriendlyName' => Texts::say('module:form.vary_words'),
                'Type' => 'dropdown',
                'Options' => implode(',', self::VARY_CHOICES),
                'Default' => self::VARY_USUAL,
                'Description' => Texts::say('module:form.vary_words_hint', [
                    'yes' => self::VARY_CHOICES[0],
                    'no' => self::VARY_CHOICES[1],
                ]),
            ],
        ];
    }

    /**
     * @return array<string, mixed> for the sidecar
     */
    public static function chosen(Params $settings): array
    {
        $most = $settings->text(self::MOST);

        return [
            'most' => (int) (in_array($most, self::MOST_CHOICES, true) ? $most : self::MOST_USUAL),
            'varyWords' => $settings->text(self::VARY) !== 'No',
        ];
    }
}
