import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { phpCommand, runPhp } from '../whmcs/php-process.js';
import { FakeSidecar, hang, reset } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { MODULE, MODULE_ROOT, SETTINGS } from './module-installation.js';

type Action = 'RegisterDomain' | 'Sync';

const route = (action: Action): string => `POST /v1/actions/${action}`;

const NO_ANSWER = /did not give a complete answer/;
const NOT_REACHED = /cannot be reached/;
const UNASKED = /failed a moment ago, so it was not asked again\. Nothing was sent to it/;

/** Seconds. Short, because tests wait for it to run out; an answer from the same host takes milliseconds. */
const LIMIT = 1.5;

/** The errors of the calls, made one after the other in one PHP process; '' for success. */
async function callInTurn(module: string, sidecarUrl: string, actions: readonly Action[]): Promise<string[]> {
  const { stdout, stderr } = await runPhp({
    command: [
      ...phpCommand(),
      join(import.meta.dirname, 'module-action-calls.php'),
      join(module, 'lib/autoload.php'),
    ],
    input: JSON.stringify({
      settings: { ...SETTINGS, SidecarUrl: sidecarUrl },
      calls: actions.map((action) => ({ action, seconds: LIMIT, orders: action === 'RegisterDomain' })),
    }),
    env: {},
    signal: AbortSignal.timeout(30_000),
  });
  expect(stderr).toBe('');
  return z.array(z.string()).parse(JSON.parse(stdout));
}

describe('the breaker of one PHP process', () => {
  let sidecar: FakeSidecar;
  let module: string;

  beforeEach(async () => {
    sidecar = await FakeSidecar.start();
    // A copy: the module keeps notes beside itself.
    module = await mkdtemp(join(tmpdir(), 'companion-module-'));
    await cp(join(MODULE_ROOT, 'modules/registrars', MODULE), module, { recursive: true });
  });

  afterEach(async () => {
    await rm(module, { recursive: true });
    await sidecar.close();
  });

  const silences: [string, Reply][] = [
    ['runs into its limit', hang],
    ['is cut off after the request', reset],
  ];

  it.each(silences)('stays closed after an order that %s', async (_, reply) => {
    sidecar.on(route('RegisterDomain'), reply);

    const errors = await callInTurn(module, sidecar.url, ['RegisterDomain', 'Sync', 'RegisterDomain']);

    expect(errors).toEqual([expect.stringMatching(NO_ANSWER), '', expect.stringMatching(NO_ANSWER)]);
    expect(sidecar.received(route('Sync'))).toHaveLength(1);
  });

  it.each(silences)('opens after a sync that %s, for orders too', async (_, reply) => {
    sidecar.on(route('Sync'), reply);

    const errors = await callInTurn(module, sidecar.url, ['Sync', 'Sync', 'RegisterDomain']);

    expect(errors).toEqual([
      expect.stringMatching(NO_ANSWER),
      expect.stringMatching(UNASKED),
      expect.stringMatching(UNASKED),
    ]);
    expect(sidecar.requests).toHaveLength(1);
  });

  it.each<Action>(['RegisterDomain', 'Sync'])('opens when nothing listens for a %s', async (action) => {
    const closed = await FakeSidecar.start();
    await closed.close();

    const errors = await callInTurn(module, closed.url, [action, 'Sync']);

    expect(errors).toEqual([expect.stringMatching(NOT_REACHED), expect.stringMatching(UNASKED)]);
  });
});
