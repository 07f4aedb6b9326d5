<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** One process: reads the command, runs it, and answers even when the module exits or PHP dies. */
final class Runner
{
    private const FATAL = E_ERROR | E_PARSE | E_CORE_ERROR | E_COMPILE_ERROR;

    /** Characters of stray output that a violation shows. */
    private const EXCERPT = 200;

    /** @var Installation */
    private $installation;

    /** @var array */
    private $answer = ['result' => null];

    /** @var bool whether the command came to its end */
    private $finished = false;

    /** @var bool */
    private $answered = false;

    /** @var string what was printed when the command ended */
    private $printed = '';

    /** @var int */
    private $started;

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
        $this->started = hrtime(true);
        $this->installation->sandbox->install($this->installation->root . '/php-error.log');
        register_shutdown_function(function (): void {
            // Registered again, to run after shutdown functions of the module.
            register_shutdown_function([$this, 'answer']);
        });
        try {
            $command = json_decode($json, true, 512, JSON_THROW_ON_ERROR);
            $this->answer['result'] = (new Commands($this->installation))->run($command);
        } catch (CommandError | \JsonException $error) {
            $this->answer['commandError'] = $error->getMessage();
        }
        $this->finished = true;
        $this->printed = $this->installation->sandbox->printed();
    }

    public function answer(): void
    {
        $this->answered = true;
        $violations = $this->installation->violations;
        if (!$this->finished && $this->installation->ended !== null) {
            $this->answer['result'] = ['endedBecause' => $this->installation->ended];
            $this->printed = $this->installation->sandbox->printed();
        } elseif (!$this->finished) {
            $last = error_get_last();
            $fatal = $last !== null && ($last['type'] & self::FATAL) !== 0;
            $text = $fatal ? $last['message'] : 'ended the process with exit or die';
            $violations->record($fatal ? 'fatal' : 'exit', $text);
        }
        $all = $this->installation->sandbox->printed();
        if (strlen($all) > strlen($this->printed)) {
            $text = substr($all, strlen($this->printed), self::EXCERPT);
            $violations->record('output', "printed when the process ended: $text");
        }
        $this->installation->secrets->check($all, 'output');
        $this->installation->secrets->check(Plain::json(Plain::of($this->answer)), 'answer');
        $this->answer['violations'] = $violations->all();
        $this->answer['outputCaptured'] = $all;
        $this->answer['durationMs'] = (hrtime(true) - $this->started) / 1e6;
        // Leading line end: text that the module wrote straight to STDOUT must not run into the answer.
        fwrite(STDOUT, "\n" . Plain::json(Plain::of($this->answer)) . "\n");
    }

    /** exit in a shutdown function of the module skips the later ones, and so the answer. */
    public function __destruct()
    {
        if (!$this->answered && $this->started !== null) {
            $this->installation->violations->record('exit', 'called exit or die in a shutdown function');
            $this->answer();
        }
    }
}
