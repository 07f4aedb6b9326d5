<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** What the module did that the contract does not allow, with the function that did it. */
final class Violations
{
    /** @var array[] */
    private $found = [];

    /** @var string[] functions and hooks that are running, innermost last */
    private $running = [];

    public function enter(string $function): void
    {
        $this->running[] = $function;
    }

    public function leave(): void
    {
        array_pop($this->running);
    }

    public function running(): string
    {
        return $this->running === [] ? '' : $this->running[count($this->running) - 1];
    }

    public function record(string $kind, string $message, ?string $function = null): void
    {
        $violation = ['kind' => $kind, 'message' => $message, 'function' => $function ?? $this->running()];
        if (!in_array($violation, $this->found, true)) {
            $this->found[] = $violation;
        }
    }

    /** @return array[] each with kind, message and function */
    public function all(): array
    {
        return $this->found;
    }
}
