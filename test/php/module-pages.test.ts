import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../support/until.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { FakeSidecar, hang, reset } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';
import { noteFile, noteFolder, readNote, writeNote } from './module-notes.js';

const SIGN_OF_LIFE = 'GET /healthz';
const NAMESERVERS = 'POST /v1/actions/GetNameservers';
const SYNC = 'POST /v1/actions/Sync';
const REGISTER = 'POST /v1/actions/RegisterDomain';
const VALIDATE = 'POST /v1/settings/validate';

describe('pages after one that got no answer of the sidecar', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let id: number;
  let note: string;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
    note = noteFile(whmcs, 'sidecar-breaker');
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
    rmSync(note, { force: true });
  });

  const asked = (): string[] => sidecar.requests.map(({ method, path }) => `${method} ${path}`);
  /** Without the sign of life, which may come too late to a busy test machine. */
  const earnest = (): string[] => asked().filter((route) => route !== SIGN_OF_LIFE);
  const nameservers = async () => (await whmcs.call('GetNameservers', id)).result;
  const noteOf = (at: number, address = sidecar.url): void => {
    writeNote(note, { address, at: Math.floor(Date.now() / 1000) + at });
  };

  it('ask for nothing but a sign of life while there is none', async () => {
    sidecar.onEverything(reset);
    await nameservers();

    expect((await nameservers()).outcome).toBe('failed');

    expect(earnest()).toEqual([NAMESERVERS]);
    expect((await whmcs.moduleLog()).at(-1)?.processed).toContain('failed a moment ago');
  });

  it('have it back when it answers within 30 ms (a busy machine: within 5 s), and ask without more ado', async () => {
    noteOf(0);

    await until('a page gets its answer', async () => (await nameservers()).error === null);
    expect(existsSync(note)).toBe(false);
    sidecar.requests.length = 0;
    expect((await nameservers()).error).toBeNull();

    expect(asked()).toEqual([NAMESERVERS]);
  });

  it('go on within 1 s, PHP included, when it takes calls and stays silent', async () => {
    noteOf(0);
    sidecar.onEverything(hang);

    const { result, durationMs } = await whmcs.call('GetNameservers', id);

    expect(result.outcome).toBe('failed');
    expect(earnest()).toEqual([]);
    expect(durationMs).toBeLessThan(1000);
  });

  it('do not keep an order, cron or a save from asking in earnest', async () => {
    sidecar.onEverything(reset);
    noteOf(0);
    const pending = await whmcs.addDomain({ domain: 'new.com' });

    await whmcs.call('RegisterDomain', pending);
    await whmcs.call('Sync', id);
    await whmcs.saveSettings({});

    expect(asked()).toEqual([REGISTER, SYNC, VALIDATE]);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['an order', async () => whmcs.call('RegisterDomain', await whmcs.addDomain({ domain: 'other.com' }))],
    ['cron', () => whmcs.cron({ sync: false })],
    ['a save of the settings', () => whmcs.saveSettings({})],
  ])('forget about it when %s gets an answer', async (_, work) => {
    noteOf(0);

    await work();

    expect(existsSync(note)).toBe(false);
  });

  it('learn of it from cron, too', async () => {
    sidecar.onEverything(reset);

    await whmcs.cron({ sync: false });

    expect(readNote(note)).toMatchObject({ address: sidecar.url });
  });

  it.each<[string, () => void]>([
    [
      'is older than ten minutes',
      () => {
        noteOf(-601);
      },
    ],
    [
      'comes from a clock that was set back',
      () => {
        noteOf(60);
      },
    ],
    [
      'is about another address',
      () => {
        noteOf(0, 'http://127.0.0.1:1');
      },
    ],
    [
      'is broken',
      () => {
        writeFileSync(note, '<?php exit; ?>\n{"address":');
      },
    ],
    [
      'says something else',
      () => {
        writeNote(note, { address: sidecar.url, at: 'now' });
      },
    ],
  ])('ask in earnest when the note %s', async (_, arrange) => {
    arrange();

    expect((await nameservers()).error).toBeNull();

    expect(asked()).toEqual([NAMESERVERS]);
  });

  it('each find out for themselves where no note can be kept', async () => {
    rmSync(noteFolder(whmcs), { recursive: true });
    writeFileSync(noteFolder(whmcs), '');
    sidecar.onEverything(reset);

    await nameservers();
    await nameservers();

    expect(asked()).toEqual([NAMESERVERS, NAMESERVERS]);
  });
});
