<?php

declare(strict_types=1);

namespace WhmcsDouble;

/**
 * Tables of the database as rows: two of WHMCS's own (contract section 6.3) and those that modules make. A transaction
 * that throws leaves them as they were.
 */
final class Tables
{
    /** @var Store */
    private $store;

    /** @var bool whether this process is within a transaction */
    private static $isInTransaction = false;

    /** @var resource|null what keeps the others waiting */
    private static $lock;

    public function __construct(Store $store)
    {
        $this->store = $store;
    }

    public function hasTable(string $table): bool
    {
        return in_array($table, ['tbldomains', 'tbldomainpricing'], true)
            || isset($this->store->read()['tables'][$table]);
    }

    public function create(string $table, callable $define): void
    {
        if ($this->hasTable($table)) {
            throw new \RuntimeException("Table '$table' already exists");
        }
        $blueprint = new Blueprint();
        $define($blueprint);
        $this->store->update(static function (array &$state) use ($table, $blueprint): void {
            $state['tables'][$table] = ['columns' => $blueprint->columns, 'rows' => []];
        });
    }

    public function transaction(callable $work)
    {
        self::$isInTransaction = true;
        $before = $this->store->read();
        try {
            return $work();
        } catch (\Throwable $fault) {
            $this->store->update(static function (array &$state) use ($before): void {
                $state = $before;
            });
            throw $fault;
        } finally {
            self::$isInTransaction = false;
            self::$lock = null;
        }
    }

    /** Waits until no other transaction holds the lock, and holds it to the end of this one. Outside of one it is free. */
    public function lock(): void
    {
        if (self::$isInTransaction && self::$lock === null) {
            self::$lock = $this->store->lock();
        }
    }

    /** @return list<array<string, mixed>> */
    public function rows(string $table): array
    {
        $state = $this->store->read();
        if ($table === 'tbldomains') {
            return array_map([self::class, 'domainRow'], $state['domains']);
        }
        if ($table === 'tbldomainpricing') {
            return $state['domainPricing'] ?? [];
        }
        if (!isset($state['tables'][$table])) {
            throw new \RuntimeException("Table '$table' doesn't exist");
        }

        return $state['tables'][$table]['rows'];
    }

    /**
     * @param callable $matches tells whether a row is to be changed
     * @return int how many rows were changed
     */
    public function update(string $table, callable $matches, array $values): int
    {
        return $this->store->update(static function (array &$state) use ($table, $matches, $values): int {
            $changed = 0;
            if ($table === 'tbldomains') {
                $rows = &$state['domains'];
            } elseif ($table === 'tbldomainpricing') {
                $rows = &$state['domainPricing'];
            } else {
                $rows = &$state['tables'][$table]['rows'];
            }
            foreach ($rows as &$row) {
                if ($matches($table === 'tbldomains' ? self::domainRow($row) : $row)) {
                    $row = array_merge($row, $values);
                    $changed++;
                }
            }

            return $changed;
        });
    }

    /** @param list<array<string, mixed>> $new */
    public function insert(string $table, array $new): void
    {
        $this->store->update(static function (array &$state) use ($table, $new): void {
            $rows = &$state['tables'][$table]['rows'];
            foreach ($new as $row) {
                $unknown = array_diff(array_keys($row), $state['tables'][$table]['columns']);
                if ($unknown !== []) {
                    throw new \RuntimeException('Unknown column ' . implode(', ', $unknown));
                }
                $rows[] = ['id' => count($rows) + 1] + $row + array_fill_keys($state['tables'][$table]['columns'], null);
            }
        });
    }

    private static function domainRow(array $domain): array
    {
        return array_intersect_key($domain, ['id' => 1, 'domain' => 1, 'registrar' => 1, 'status' => 1]);
    }
}
