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
                'FriendlyName' => 'Number of suggestions',
                'Type' => 'dropdown',
                'Options' => implode(',', self::MOST_CHOICES),
                'Default' => self::MOST_USUAL,
                'Description' => 'Each one costs a call to NiceNIC for its price.',
            ],
            self::VARY => [
                'FriendlyName' => 'Vary the words',
                'Type' => 'dropdown',
                'Options' => implode(',', self::VARY_CHOICES),
                'Default' => self::VARY_USUAL,
                'Description' => 'Yes: also names with a short word before or after the searched one.'
                    . ' No: only other endings and hyphens.',
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
