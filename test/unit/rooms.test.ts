import { describe, expect, test } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';

const SIDECAR = join(import.meta.dirname, '../../sidecar');

/** Relative specifiers of import and export statements, of types as well: those tie rooms together all the same. */
const SPECIFIER = /^(?:import|export)\b[^;]*?['"](\.[^'"]+)['"];/gm;

/** The folder directly under sidecar/; a file that lies there itself is a room of its own. */
function roomOf(path: string): string {
  return path.split(sep)[0] ?? path;
}

/** Which rooms each room imports from. */
function importsOfRooms(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, Set<string>>();
  const files = readdirSync(SIDECAR, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const room = roomOf(file);
    const imported = rooms.get(room) ?? new Set();
    rooms.set(room, imported);
    for (const [, specifier = ''] of readFileSync(join(SIDECAR, file), 'utf8').matchAll(SPECIFIER)) {
      const target = normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts');
      // Outside sidecar/ are only the files that are shared with the module.
      if (!target.startsWith('..') && roomOf(target) !== room) imported.add(roomOf(target));
    }
  }
  return rooms;
}

/** The first way found that leads from a room back to itself; empty when there is none. */
function findCycle(rooms: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const finished = new Set<string>();
  const visit = (room: string, way: readonly string[]): string[] => {
    if (way.includes(room)) return [...way.slice(way.indexOf(room)), room];
    if (finished.has(room)) return [];
    for (const next of rooms.get(room) ?? []) {
      const cycle = visit(next, [...way, room]);
      if (cycle.length > 0) return cycle;
    }
    finished.add(room);
    return [];
  };
  for (const room of rooms.keys()) {
    const cycle = visit(room, []);
    if (cycle.length > 0) return cycle;
  }
  return [];
}

describe('the rooms of the sidecar', () => {
  const rooms = importsOfRooms();

  test('are all read', () => {
    expect([...rooms.keys()]).toEqual(
      expect.arrayContaining(['nicenic', 'orders', 'checks', 'cli', 'companion.ts']),
    );
    expect([...(rooms.get('assembly') ?? [])]).toEqual(expect.arrayContaining(['checks', 'orders', 'store']));
  });

  test('import each other without a cycle', () => {
    expect(findCycle(rooms)).toEqual([]);
  });

  test('a cycle would be found', () => {
    const cyclic = new Map([
      ['a', new Set(['b', 'd'])],
      ['b', new Set(['c'])],
      ['c', new Set(['b'])],
    ]);
    expect(findCycle(cyclic)).toEqual(['b', 'c', 'b']);
  });

  test.each([
    ['nicenic', ['config', 'outbound']],
    ['orders', ['errors', 'nicenic', 'store']],
  ])('%s imports from nowhere but %j', (room, allowed) => {
    expect([...(rooms.get(room) ?? [])].sort()).toEqual(allowed);
  });
});
