<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Hook callbacks: registration, loading of hook files, and running (contract sections 2 and 7). */
final class Hooks
{
    /** Seconds that a hook file may take to load: it does so on every page. */
    private const LOAD_LIMIT = 1.0;

    /** Seconds that a callback may take unless the command says otherwise. */
    private const DEFAULT_LIMIT = 2.0;

    /** AfterCronJob holds up the end of every cron run. */
    private const LIMITS = ['AfterCronJob' => 5.0, 'DailyCronJob' => 10.0];

    /** @var Installation */
    private $installation;

    /** @var array[] point => list of [priority, order of registration, callback] */
    private $callbacks = [];

    /** @var array<string, float> */
    private $limits = [];

    /** @var int */
    private $count = 0;

    /** @var bool whether a callback has thrown: the page or the cron run ends there */
    public $broken = false;

    public function __construct(Installation $installation)
    {
        $this->installation = $installation;
    }

    public function add($point, $priority, $function): void
    {
        if (!is_string($point) || !isset(HookPoints::RETURNS[$point])) {
            $this->installation->violations->record('hook', 'no hook point ' . Plain::json(Plain::of($point)));

            return;
        }
        if (!is_int($priority)) {
            $this->installation->violations->record('hook', "the priority of $point is not an integer");
        }
        $this->callbacks[$point][] = [(int) $priority, $this->count++, $function];
    }

    /** @param array<string, float|int> $limits seconds by hook point */
    public function limit(array $limits): void
    {
        $this->limits = array_map('floatval', $limits);
    }

    /** Loads includes/hooks and the hook files that were detected at activation or at a save. */
    public function load(): void
    {
        $files = glob($this->installation->root . '/includes/hooks/*.php') ?: [];
        foreach ($this->installation->store->read()['detectedHooks'] as $hookFile) {
            $files[] = $this->installation->root . '/' . $hookFile;
        }
        foreach ($files as $file) {
            if (basename($file)[0] !== '_' && is_file($file)) {
                $name = substr($file, strlen($this->installation->root) + 1);
                $this->installation->sandbox->run($name, static function () use ($file): void {
                    require_once $file;
                }, self::LOAD_LIMIT);
            }
        }
    }

    /**
     * Runs the callbacks of a point, lower priority numbers first.
     *
     * @param array $arguments of the callback
     * @return array what the callbacks returned, without nulls
     */
    public function run(string $point, array $arguments): array
    {
        $callbacks = $this->callbacks[$point] ?? [];
        usort($callbacks, static function (array $a, array $b): int {
            return [$a[0], $a[1]] <=> [$b[0], $b[1]];
        });
        $answers = [];
        foreach ($callbacks as $callback) {
            $outcome = $this->runOne($point, $callback[2], $arguments);
            if ($outcome->thrown !== null) {
                $this->broken = true;
                break;
            }
            if ($outcome->value !== null) {
                $answers[] = $outcome->value;
            }
        }

        return $answers;
    }

    public function has(string $point): bool
    {
        return isset($this->callbacks[$point]);
    }

    private function runOne(string $point, $callback, array $arguments): Outcome
    {
        $limit = $this->limits[$point] ?? self::LIMITS[$point] ?? self::DEFAULT_LIMIT;
        if (!is_callable($callback)) {
            $this->installation->violations->record('hook', 'the callback cannot be called', $point);

            return new Outcome(null, null, '');
        }
        $outcome = $this->installation->sandbox->run($point, static function () use ($callback, $arguments) {
            return $callback(...$arguments);
        }, $limit);
        $fault = $outcome->thrown === null ? HookPoints::fault($point, $outcome->value) : null;
        if ($fault !== null) {
            $this->installation->violations->record('hook', $fault, $point);
        }

        return $outcome;
    }
}
