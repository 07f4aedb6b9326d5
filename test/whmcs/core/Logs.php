<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** The activity log and the module log (contract section 12). */
final class Logs
{
    /** Needles shorter than this would blot out ordinary text. */
    private const SHORTEST_MASKED = 3;

    /** @var Installation */
    private $installation;

    /** @var Violations */
    private $violations;

    /** @var bool */
    private $inHook = false;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
        $this->violations = $installation->violations;
    }

    public function activity($message, $clientId = 0): void
    {
        if (!is_string($message) || trim($message) === '') {
            $this->violations->record('log', 'logActivity needs a text, got ' . Plain::typeName($message));
        }
        if (!is_int($clientId)) {
            $this->violations->record('log', 'logActivity needs an integer client id');
        }
        $text = is_scalar($message) ? (string) $message : Plain::typeName($message);
        $this->installation->secrets->check($text, 'activity log');
        $entry = ['time' => date('c'), 'message' => $text, 'clientId' => (int) $clientId];
        $this->installation->store->update(static function (array &$state) use ($entry): void {
            $state['activityLog'][] = $entry;
        });
        $this->runHook($entry);
    }

    /** The LogActivity hook fires on each entry: a callback that logs would never end in WHMCS. */
    private function runHook(array $entry): void
    {
        if ($this->inHook) {
            $this->violations->record('recursion', 'a LogActivity hook wrote to the activity log', 'LogActivity');

            return;
        }
        $this->inHook = true;
        $vars = ['description' => $entry['message'], 'clientId' => $entry['clientId']];
        $this->installation->hooks->run('LogActivity', [$vars]);
        $this->inHook = false;
    }

    public function moduleCall($module, $action, $request, $response, $processed, $replaceVars): void
    {
        $entry = ['time' => date('c')];
        $payload = ['request' => $request, 'response' => $response, 'processed' => $processed];
        foreach (['module' => $module, 'action' => $action] as $name => $value) {
            if (!is_string($value) || $value === '') {
                $this->violations->record('log', "logModuleCall needs a text as $name");
            }
            $entry[$name] = is_scalar($value) ? (string) $value : '';
        }
        $masks = $this->masks($replaceVars);
        foreach ($payload as $name => $value) {
            $text = $this->flatten($name, $value);
            foreach ($masks as $mask) {
                $text = str_replace($mask, str_repeat('*', strlen($mask)), $text);
            }
            $this->installation->secrets->check($text, "module log ($name)");
            $entry[$name] = $text;
        }
        $this->installation->store->update(static function (array &$state) use ($entry): void {
            if ($state['moduleLogOn']) {
                $state['moduleLog'][] = $entry;
            }
        });
    }

    /** @return string[] */
    private function masks($replaceVars): array
    {
        $masks = [];
        if (!is_array($replaceVars)) {
            $this->violations->record('log', 'logModuleCall needs an array of values to mask');

            return [];
        }
        foreach ($replaceVars as $value) {
            if (!is_string($value) || strlen($value) < self::SHORTEST_MASKED) {
                $this->violations->record('log', 'logModuleCall was given an empty or very short value to mask');
            } else {
                $masks[] = $value;
            }
        }

        return $masks;
    }

    private function flatten(string $name, $value): string
    {
        if (is_scalar($value) || $value === null) {
            return (string) $value;
        }
        if (!is_array($value)) {
            $this->violations->record('log', "logModuleCall needs a text or an array as $name");

            return Plain::typeName($value);
        }
        array_walk_recursive($value, function ($item) use ($name): void {
            if (is_object($item)) {
                $this->violations->record('log', "logModuleCall was given an object inside the $name");
            }
        });

        return print_r(Plain::of($value), true);
    }
}
