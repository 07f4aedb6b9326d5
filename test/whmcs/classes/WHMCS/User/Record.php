<?php

declare(strict_types=1);

namespace WHMCS\User;

/** A database record: a column that is not there reads as null, without a warning. Nothing that a module may write out. */
abstract class Record implements \JsonSerializable
{
    /** @var int */
    public $id;

    /** @var array<string, mixed> */
    private $columns;

    /**
     * @param array<string, mixed> $columns besides the id
     */
    public function __construct(int $id, array $columns = [])
    {
        $this->id = $id;
        $this->columns = $columns;
    }

    public function __get($name)
    {
        return $this->columns[$name] ?? null;
    }

    public function __isset($name)
    {
        return isset($this->columns[$name]);
    }

    #[\ReturnTypeWillChange]
    public function jsonSerialize()
    {
        $kind = strtolower((new \ReflectionClass($this))->getShortName());
        \WhmcsDouble\Installation::current()->violations->record('params', "the $kind model was serialised");

        return ['id' => $this->id];
    }

    public function __serialize(): array
    {
        return (array) $this->jsonSerialize();
    }
}
