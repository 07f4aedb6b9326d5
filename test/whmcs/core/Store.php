<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * The installation's database: one JSON file. Writers take a lock around read, change and rename, so that
 * commands can run in parallel and readers never see half a file.
 */
final class Store
{
    /** @var string */
    private $file;

    public function __construct(string $root)
    {
        $this->file = $root . '/whmcs-double.json';
    }

    /** The whole state; empty when nothing is installed yet. */
    public function read(): array
    {
        return is_file($this->file)
            ? json_decode((string) file_get_contents($this->file), true, 512, JSON_THROW_ON_ERROR)
            : [];
    }

    /** @return resource a lock of its own, held until it is gone */
    public function lock()
    {
        $lock = fopen($this->file . '.transaction', 'c');
        flock($lock, LOCK_EX);

        return $lock;
    }

    /**
     * Changes the state and answers what the change returned.
     *
     * @param callable $change gets the state by reference
     */
    public function update(callable $change)
    {
        $lock = fopen($this->file . '.lock', 'c');
        flock($lock, LOCK_EX);
        try {
            $state = $this->read();
            $answer = $change($state);
            file_put_contents($this->file . '.new', Plain::json($state));
            rename($this->file . '.new', $this->file);
        } finally {
            flock($lock, LOCK_UN);
            fclose($lock);
        }

        return $answer;
    }
}
