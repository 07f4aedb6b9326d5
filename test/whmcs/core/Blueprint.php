<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** Collects the columns of a new table. */
final class Blueprint
{
    /** @var list<string> */
    public $columns = [];

    public function increments(string $column): self
    {
        return $this->add($column);
    }

    public function integer(string $column): self
    {
        return $this->add($column);
    }

    public function string(string $column, int $length = 255): self
    {
        return $this->add($column);
    }

    public function nullable(): self
    {
        return $this;
    }

    public function index(): self
    {
        return $this;
    }

    private function add(string $column): self
    {
        $this->columns[] = $column;

        return $this;
    }
}
