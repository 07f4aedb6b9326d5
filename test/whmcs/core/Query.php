<?php

declare(strict_types=1);

namespace WhmcsDouble;

/** A query on one table: conditions that all must hold. Rows come as objects, as WHMCS hands them out. */
final class Query
{
    /** @var Tables */
    private $tables;

    /** @var string */
    private $table;

    /** @var list<callable> */
    private $conditions = [];

    /** @var array{0: string, 1: string}|null */
    private $order;

    public function __construct(Tables $tables, string $table)
    {
        $this->tables = $tables;
        $this->table = $table;
    }

    public function where(string $column, $value): self
    {
        $this->conditions[] = static function (array $row) use ($column, $value): bool {
            return self::value($row, $column) === $value;
        };

        return $this;
    }

    public function whereIn(string $column, array $values): self
    {
        $this->conditions[] = static function (array $row) use ($column, $values): bool {
            return in_array(self::value($row, $column), $values, true);
        };

        return $this;
    }

    public function whereNull(string $column): self
    {
        return $this->where($column, null);
    }

    public function orderBy(string $column, string $direction = 'asc'): self
    {
        $this->order = [$column, $direction];

        return $this;
    }

    /** Until the end of the transaction nobody else who asks for this gets rows. */
    public function lockForUpdate(): self
    {
        $this->tables->lock();

        return $this;
    }

    public function get(array $columns = ['*']): \ArrayIterator
    {
        $rows = array_values(array_filter($this->tables->rows($this->table), [$this, 'matches']));
        if ($this->order !== null) {
            [$column, $direction] = $this->order;
            usort($rows, static function (array $a, array $b) use ($column, $direction): int {
                return ($direction === 'desc' ? -1 : 1) * ($a[$column] <=> $b[$column]);
            });
        }
        $wanted = $columns === ['*'] ? null : array_flip($columns);

        return new \ArrayIterator(array_map(static function (array $row) use ($wanted): \stdClass {
            return (object) ($wanted === null ? $row : array_intersect_key($row, $wanted));
        }, $rows));
    }

    public function max(string $column)
    {
        $values = array_column(array_filter($this->tables->rows($this->table), [$this, 'matches']), $column);

        return $values === [] ? null : max($values);
    }

    public function update(array $values): int
    {
        return $this->tables->update($this->table, [$this, 'matches'], $values);
    }

    public function insert(array $rows): bool
    {
        $this->tables->insert($this->table, $rows);

        return true;
    }

    public function matches(array $row): bool
    {
        foreach ($this->conditions as $holds) {
            if (!$holds($row)) {
                return false;
            }
        }

        return true;
    }

    private static function value(array $row, string $column)
    {
        if (!array_key_exists($column, $row)) {
            throw new \RuntimeException("Unknown column '$column'");
        }

        return $row[$column];
    }
}
