<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\ClientProfile;
use NiceNicCompanion\Whmcs\ContactForm;
use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;
use NiceNicCompanion\Whmcs\Sidecar\ActionCall;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Texts;

/** The registrant as NiceNIC was last told by us; while that is not known, the client's profile in WHMCS. */
final class GetContactDetails
{
    /** Seconds. The sidecar looks into its database. */
    private const LIMIT = 5.0;

    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed> texts by label of one type, or `error` alone, which client pages print
     */
    public function run(array $params): array
    {
        $values = new Params($params);
        try {
            $shown = (new ActionCall('GetContactDetails', self::LIMIT))->send(
                $values,
                DomainFields::of($values),
                [self::class, 'read']
            );

            return $shown === [] ? (array) ContactForm::shown(ClientProfile::of($values)) : $shown;
        } catch (ActionFailed $failed) {
            return ['error' => $failed->pageText(Texts::toCustomer('module:for_customers.no_data'))];
        }
    }

    /**
     * @param array<string, mixed> $result
     * @return array<string, mixed>|null empty when the sidecar knows nothing
     */
    public static function read(array $result): ?array
    {
        if (!array_key_exists('contact', $result)) {
            return null;
        }
        if ($result['contact'] === null) {
            return [];
        }

        return is_array($result['contact']) ? ContactForm::shown($result['contact']) : null;
    }
}
