<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Addon\Move;

use NiceNicCompanion\Whmcs\Module;
use WHMCS\Database\Capsule;

/**
 * Hands domains and automatic registrations over from the registrar's own module to this one, and back. Only the name
 * of the module changes in WHMCS: `tbldomains.registrar` and `tbldomainpricing.autoreg` (whmcs-contract.md section
 * 6.3). What was changed stays in a table of our own, so that exactly that can be undone, and nothing that somebody
 * changed since.
 */
final class Takeover
{
    /** Name of the registrar's own module (nicenic-api-v2.md section 10). */
    public const FROM = 'nicenic';

    private const JOURNAL = 'mod_niceniccompanion_moves';

    /** Rows of one statement: databases take a limited number of values. */
    private const CHUNK = 500;

    /** By kind: WHMCS's table, its column with the name of the module, and the one with the name of the row. */
    private const PLACES = [
        'domain' => ['tbldomains', 'registrar', 'domain'],
        'tld' => ['tbldomainpricing', 'autoreg', 'extension'],
    ];

    /** Whether WHMCS's database can be reached this way. */
    public static function isPossible(): bool
    {
        return class_exists(Capsule::class);
    }

    /** What a move would change now. */
    public function candidates(): Moved
    {
        return $this->found(false);
    }

    /** Moves everything that there is; all of it or nothing. */
    public function move(string $now): Moved
    {
        // Making a table ends a transaction of MySQL, so it comes before.
        $this->makeJournal();

        return Capsule::connection()->transaction(function () use ($now): Moved {
            // Locked, so that of two administrators who press the button at once the second finds nothing left.
            $found = $this->found(true);
            $number = (int) Capsule::table(self::JOURNAL)->max('move') + 1;
            foreach (['domain' => $found->domains, 'tld' => $found->tlds] as $kind => $names) {
                $this->note($number, $kind, $names, $now);
                $this->rename($kind, array_keys($names), self::FROM, Module::NAME);
            }

            return new Moved($number, $now, $found->domains, $found->tlds);
        });
    }

    /** The last move that was not undone; null when there is none. */
    public function last(): ?Moved
    {
        if (!Capsule::schema()->hasTable(self::JOURNAL)) {
            return null;
        }
        $number = (int) Capsule::table(self::JOURNAL)->whereNull('undone_at')->max('move');
        if ($number === 0) {
            return null;
        }
        $names = ['domain' => [], 'tld' => []];
        $at = '';
        $rows = Capsule::table(self::JOURNAL)->where('move', $number)->whereNull('undone_at')->orderBy('id')->get();
        foreach ($rows as $row) {
            $names[$row->kind][(int) $row->row_id] = (string) $row->name;
            $at = (string) $row->moved_at;
        }

        return new Moved($number, $at, $names['domain'], $names['tld']);
    }

    /**
     * Puts back what that move changed, where nobody has changed it since.
     *
     * @return Moved|null what was put back; null when it is not the last move any more
     */
    public function undo(int $number, string $now): ?Moved
    {
        $last = $this->last();
        if ($last === null || $last->number !== $number) {
            return null;
        }

        return Capsule::connection()->transaction(function () use ($last, $now): Moved {
            $back = [];
            foreach (['domain' => $last->domains, 'tld' => $last->tlds] as $kind => $names) {
                $back[$kind] = array_intersect_key($names, array_flip($this->stillOurs($kind, array_keys($names))));
                $this->rename($kind, array_keys($back[$kind]), Module::NAME, self::FROM);
            }
            Capsule::table(self::JOURNAL)->where('move', $last->number)->update(['undone_at' => $now]);

            return new Moved($last->number, $last->at, $back['domain'], $back['tld']);
        });
    }

    private function found(bool $isLocked): Moved
    {
        $names = [];
        foreach (self::PLACES as $kind => [$table, $column, $label]) {
            $names[$kind] = [];
            $query = Capsule::table($table)->where($column, self::FROM)->orderBy('id');
            $rows = ($isLocked ? $query->lockForUpdate() : $query)->get(['id', $label]);
            foreach ($rows as $row) {
                $names[$kind][(int) $row->id] = (string) $row->$label;
            }
        }

        return new Moved(0, '', $names['domain'], $names['tld']);
    }

    private function makeJournal(): void
    {
        if (Capsule::schema()->hasTable(self::JOURNAL)) {
            return;
        }
        Capsule::schema()->create(self::JOURNAL, static function ($table): void {
            $table->increments('id');
            $table->integer('move')->index();
            $table->string('kind', 16);
            $table->integer('row_id');
            $table->string('name', 255);
            $table->string('moved_at', 32);
            $table->string('undone_at', 32)->nullable();
        });
    }

    /**
     * @param array<int, string> $names by id of the row
     */
    private function note(int $number, string $kind, array $names, string $now): void
    {
        $rows = [];
        foreach ($names as $id => $name) {
            $rows[] = ['move' => $number, 'kind' => $kind, 'row_id' => $id, 'name' => $name, 'moved_at' => $now];
        }
        foreach (array_chunk($rows, self::CHUNK) as $chunk) {
            Capsule::table(self::JOURNAL)->insert($chunk);
        }
    }

    /**
     * @param list<int> $ids
     */
    private function rename(string $kind, array $ids, string $from, string $to): void
    {
        [$table, $column] = self::PLACES[$kind];
        foreach (array_chunk($ids, self::CHUNK) as $chunk) {
            Capsule::table($table)->whereIn('id', $chunk)->where($column, $from)->update([$column => $to]);
        }
    }

    /**
     * @param list<int> $ids
     * @return list<int>
     */
    private function stillOurs(string $kind, array $ids): array
    {
        [$table, $column] = self::PLACES[$kind];
        $ours = [];
        foreach (array_chunk($ids, self::CHUNK) as $chunk) {
            foreach (Capsule::table($table)->whereIn('id', $chunk)->where($column, Module::NAME)->get(['id']) as $row) {
                $ours[] = (int) $row->id;
            }
        }

        return $ours;
    }
}
