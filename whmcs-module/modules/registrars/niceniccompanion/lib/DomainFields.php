<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

/** What every action on one domain sends about it. */
final class DomainFields
{
    /**
     * @return array<string, mixed>
     */
    public static function of(Params $params): array
    {
        $sld = $params->text('sld');
        $tld = ltrim($params->text('tld'), '.');
        $fields = [
            'domainid' => $params->integer('domainid'),
            // WHMCS 8.0.0 leaves `domain` out in Sync.
            'domain' => $params->has('domain') ? $params->text('domain') : $sld . '.' . $tld,
            'sld' => $sld,
            'tld' => $tld,
        ];
        if ($params->has('domain_punycode')) {
            $fields['domain_punycode'] = $params->text('domain_punycode');
        }

        return $fields;
    }
}
