<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\OrderFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** Orders a domain. WHMCS may repeat the call at any time; the sidecar sends each order once. */
final class RegisterDomain
{
    /** Seconds. A registrar's answer to an order takes up to a minute, and WHMCS's page waits for it. */
    private const LIMIT = 55.0;

    /**
     * The error is the administrators' text: WHMCS shows it on the admin's order and domain pages, in the module queue
     * and in its logs. The client templates that print a module's error are those of name server, lock, contact,
     * DNS, release and EPP code pages (whmcs-contract.md section 4), never of a registration, and the admin needs
     * the cause and the reference. Markup and secrets are taken out all the same.
     *
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            return (new ActionCall('RegisterDomain', self::LIMIT, true))->send(
                $values,
                $this->fields($values),
                static function (array $result): ?array {
                    if (($result['pending'] ?? null) === true) {
                        return ['pending' => true];
                    }

                    return ($result['registered'] ?? null) === true ? ['success' => true] : null;
                }
            );
        } catch (ActionFailed $failed) {
            return ['error' => $failed->getMessage()];
        }
    }

    /**
     * @return array<string, mixed>
     */
    private function fields(Params $params): array
    {
        $fields = OrderFields::ofNewName($params);
        // WHMCS's documentation spells it in small letters, WHMCS itself does not.
        $language = $params->has('idnLanguage') ? $params->text('idnLanguage') : $params->text('idnlanguage');
        if ($language !== '') {
            $fields['idnLanguage'] = $language;
        }

        return $fields;
    }
}
