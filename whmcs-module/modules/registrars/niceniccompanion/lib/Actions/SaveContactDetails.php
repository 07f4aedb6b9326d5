<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Actions;

use NiceNicCompanion\Whmcs\ContactForm;
use NiceNicCompanion\Whmcs\DomainFields;
use NiceNicCompanion\Whmcs\Params;

/** Changes the registrant of a domain. */
final class SaveContactDetails
{
    /**
     * @param array<string, mixed> $params
     * @return array<string, mixed>
     */
    public function run(array $params): array
    {
        $values = new Params($params);

        return Change::send('SaveContactDetails', $values, DomainFields::of($values) + [
            'contactdetails' => [ContactForm::TYPE => ContactForm::posted($values->typedSection('contactdetails'))],
        ]);
    }
}
