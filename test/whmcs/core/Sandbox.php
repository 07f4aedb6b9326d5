<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * Runs the module's code and records what WHMCS would suffer from: PHP messages, output, exceptions, lost
 * time, and global state left changed.
 */
final class Sandbox
{
    private const SEVERITIES = [
        E_WARNING => 'warning',
        E_NOTICE => 'notice',
        E_DEPRECATED => 'deprecated',
        E_USER_ERROR => 'error',
        E_USER_WARNING => 'warning',
        E_USER_NOTICE => 'notice',
        E_USER_DEPRECATED => 'deprecated',
        E_RECOVERABLE_ERROR => 'error',
    ];

    /** @var Violations */
    private $violations;

    public function __construct(Violations $violations)
    {
        $this->violations = $violations;
    }

    public function install(string $errorLog): void
    {
        error_reporting(E_ALL);
        ini_set('display_errors', '0');
        ini_set('error_log', $errorLog);
        set_error_handler([$this, 'onMessage']);
        // Flags 0: the module can neither discard nor flush this buffer, only be caught filling it.
        ob_start(static function (): string {
            return '';
        }, 0, 0);
    }

    public function onMessage(int $severity, string $message, string $file = '', int $line = 0): bool
    {
        // "@" leaves a mask without the severity: such messages are not shown by WHMCS either.
        if ((error_reporting() & $severity) !== 0) {
            $where = basename($file) . ':' . $line;
            $this->violations->record(self::SEVERITIES[$severity] ?? 'error', $message . ' in ' . $where);
        }

        return true;
    }

    /**
     * @param float    $limitSeconds how long the call may take
     * @param string[] $documented   classes of exceptions that the contract lets this function throw
     * @param bool     $mayPrint     whether WHMCS shows what the function prints
     */
    public function run(
        string $function,
        callable $call,
        float $limitSeconds,
        array $documented = [],
        bool $mayPrint = false
    ): Outcome {
        $this->violations->enter($function);
        $level = ob_get_level();
        $before = strlen((string) ob_get_contents());
        $zone = date_default_timezone_get();
        $folder = getcwd();
        $started = hrtime(true);
        $value = null;
        $thrown = null;
        try {
            $value = $call();
        } catch (\Throwable $throwable) {
            $thrown = $throwable;
        }
        $seconds = (hrtime(true) - $started) / 1e9;
        $this->restoreErrorHandler();
        $this->restoreOutputLevel($level);
        $output = substr((string) ob_get_contents(), $before);
        if ($output !== '' && !$mayPrint) {
            $this->violations->record('output', 'printed ' . self::excerpt($output));
        }
        if ($thrown !== null && !self::isDocumented($thrown, $documented)) {
            $this->violations->record('exception', get_class($thrown) . ': ' . $thrown->getMessage());
        }
        if ($seconds > $limitSeconds) {
            $this->violations->record('time', sprintf('took %.2f s, the limit is %.2f s', $seconds, $limitSeconds));
        }
        if (date_default_timezone_get() !== $zone || getcwd() !== $folder) {
            $this->violations->record('global-state', 'changed the time zone or the working folder');
            date_default_timezone_set($zone);
            chdir((string) $folder);
        }
        $this->violations->leave();

        return new Outcome($value, $thrown, $output);
    }

    /** All that was printed in this process so far. */
    public function printed(): string
    {
        // exit leaves buffers of the module open; what they hold would reach the page.
        while (ob_get_level() > 1 && @ob_end_flush()) {
            continue;
        }

        return (string) ob_get_contents();
    }

    private function restoreErrorHandler(): void
    {
        $current = set_error_handler([$this, 'onMessage']);
        restore_error_handler();
        if (!is_array($current) || $current[0] !== $this) {
            $this->violations->record('global-state', 'left its own error handler installed');
            set_error_handler([$this, 'onMessage']);
        }
    }

    private function restoreOutputLevel(int $level): void
    {
        if (ob_get_level() > $level) {
            $this->violations->record('output', 'left an output buffer open');
        }
        while (ob_get_level() > $level && @ob_end_flush()) {
            continue;
        }
    }

    private static function isDocumented(\Throwable $thrown, array $documented): bool
    {
        foreach ($documented as $class) {
            if ($thrown instanceof $class) {
                return true;
            }
        }

        return false;
    }

    private static function excerpt(string $text): string
    {
        return Plain::json(strlen($text) > 200 ? substr($text, 0, 200) . '…' : $text);
    }
}
