<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Log;

use NiceNicCompanion\Whmcs\Module;

/** WHMCS's module log, which stores entries only while an admin has switched it on. */
final class ModuleLog
{
    /** @var Redactor */
    private $redactor;

    public function __construct(Redactor $redactor)
    {
        $this->redactor = $redactor;
    }

    /**
     * @param string               $action   WHMCS's name of the action
     * @param array<string, mixed> $request  without settings
     * @param mixed                $response decoded JSON, or a text
     * @param string               $outcome  what WHMCS was told
     */
    public function record(string $action, array $request, $response, string $outcome): void
    {
        try {
            logModuleCall(
                Module::NAME,
                $action,
                $this->redactor->data($request),
                $this->redactor->data($response),
                $this->redactor->text($outcome),
                $this->redactor->replaceVars()
            );
        } catch (\Throwable $fault) {
            // A log that cannot be written must not change the outcome of an order.
        }
    }
}
