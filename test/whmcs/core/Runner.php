<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** One process: reads the command, runs it, and answers even when the module exits or PHP dies. */
final class Runner
{
    private const FATAL = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR;

    /** @var Installation */
    private $installation;

    /** @var array */
    private $answer = ['result' => null];

    /** @var bool */
    private $finished = false;

    public function __construct(string $root)
    {
        if (!is_dir($root)) {
            fwrite(STDERR, "usage: php whmcs.php <root>, where <root> is an existing folder\n");
            exit(2);
        }
        $this->installation = new Installation((string) realpath($root));
    }

    public function run(string $json): void
    {
        $started = hrtime(true);
        $this->installation->sandbox->install($this->installation->root . '/php-error.log');
        register_shutdown_function(function () use ($started): void {
            // Registered again, to run after shutdown functions of the module.
            register_shutdown_function(function () use ($started): void {
                $this->print($started);
            });
        });
        try {
            $command = json_decode($json, true, 512, JSON_THROW_ON_ERROR);
            $this->answer['result'] = (new Commands($this->installation))->run($command);
        } catch (CommandError | \JsonException $error) {
            $this->answer['commandError'] = $error->getMessage();
        }
        $this->finished = true;
    }

    private function print(int $started): void
    {
        $violations = $this->installation->violations;
        $last = error_get_last();
        if (!$this->finished) {
            $fatal = $last !== null && ($last['type'] & self::FATAL) !== 0;
            $text = $fatal ? $last['message'] : 'ended the process with exit or die';
            $violations->record($fatal ? 'fatal' : 'exit', $text);
        }
        $printed = $this->installation->sandbox->printed();
        if (!$this->finished && $printed !== '') {
            $violations->record('output', 'printed before the process ended: ' . substr($printed, 0, 200));
        }
        $this->installation->secrets->check($printed, 'output');
        $this->installation->secrets->check(Plain::json(Plain::of($this->answer)), 'answer');
        $this->answer['violations'] = $violations->all();
        $this->answer['outputCaptured'] = $printed;
        $this->answer['durationMs'] = (hrtime(true) - $started) / 1e6;
        // Leading line end: text that the module wrote straight to STDOUT must not run into the answer.
        fwrite(STDOUT, "\n" . Plain::json(Plain::of($this->answer)) . "\n");
    }
}
