<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Log;

use NiceNicCompanion\Whmcs\Module;
use NiceNicCompanion\Whmcs\Texts;

/** WHMCS's module log, which stores entries only while an admin has switched it on. */
final class ModuleLog
{
    /** Bytes of an answer that is not JSON. */
    private const EXCERPT = 300;

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
        $masked = $this->redactor->data($response);
        try {
            logModuleCall(
                Module::NAME,
                $action,
                $this->redactor->data($request),
                // Cut after masking: half a secret would not be recognised.
                is_string($masked) ? Texts::cut($masked, self::EXCERPT) : $masked,
                $this->redactor->text($outcome),
                $this->redactor->replaceVars()
            );
        } catch (\Throwable $fault) {
            // A log that cannot be written must not change the outcome of an order.
        }
    }
}
