import { beforeEach, describe, expect, test } from '@jest/globals';
import { CALL_LIMITS } from '../../sidecar/nicenic/registrar-client.js';
import { registration } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { until } from '../support/until.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar({
  sidecar: () => ({ callLimits: { ...CALL_LIMITS, readMilliseconds: 1_000 } }),
});

const search = (term: string, settings?: object): Promise<Envelope> =>
  stage.sidecar.act('CheckAvailability', { searchTerm: term, tldsToInclude: ['.com'] }, settings);

const order = (): Promise<Envelope> => stage.sidecar.act('RegisterDomain', registration('wanted.com'));

const code = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);

describe('at once', () => {
  test('at most four calls are under way; who gets no turn in time is told so', async () => {
    stage.registrar.faults.add({ kind: 'hang' }, { action: 'check' });
    const searches = Array.from({ length: 5 }, (_, place) => search(`name${place}`));
    await until('four calls are under way', () => stage.registrar.calls({ action: 'check' }) === 4);
    const first = await Promise.race(searches);
    expect(code(first)).toBe('registrar_held_back');
    expect(first).toMatchObject({
      error: { mayHaveExecuted: false, message: expect.stringContaining('too many other calls') },
    });
    expect(stage.registrar.calls({ action: 'check' })).toBe(4);
    await Promise.all(searches);
  });

  test('the same question is asked once for all who ask meanwhile', async () => {
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 200 }, { action: 'check' });
    const answers = await Promise.all(Array.from({ length: 6 }, () => search('same')));
    expect(answers.map(code)).toEqual(Array.from({ length: 6 }, () => 'ok'));
    expect(stage.registrar.calls({ action: 'check' })).toBe(1);
    await search('same');
    expect(stage.registrar.calls({ action: 'check' })).toBe(2);
  });

  test('who asks with another secret gets an answer of their own', async () => {
    stage.registrar.faults.add({ kind: 'delay', milliseconds: 200 }, { action: 'check' });
    const [right, wrong] = await Promise.all([
      search('same'),
      search('same', settingsFor(stage.registrar, { apiSecret: 'another-secret' })),
    ]);
    expect([code(right), code(wrong)]).toEqual(['ok', expect.stringContaining('refused')]);
  });
});

describe('after 429 with Retry-After: 60', () => {
  beforeEach(async () => {
    stage.registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'check', times: 1 });
    expect(code(await search('first'))).toBe('registrar_unavailable');
  });

  test('nothing is asked before the minute is over', async () => {
    const before = stage.registrar.calls();
    const answer = await search('second');
    expect(code(answer)).toBe('registrar_held_back');
    expect(answer).toMatchObject({
      error: { message: expect.stringMatching(/asked for a pause that goes on for (60|59) s/) },
    });
    expect(stage.registrar.calls()).toBe(before);
    stage.clock.offset = 61_000;
    expect(code(await search('second'))).toBe('ok');
  });

  test('an order is not sent, and a click after the minute sends it once', async () => {
    const early = await order();
    expect(early).toMatchObject({
      ok: false,
      error: { code: 'registrar_held_back', mayHaveExecuted: false },
    });
    expect(stage.registrar.calls({ action: 'register' })).toBe(0);
    stage.clock.offset = 61_000;
    expect(await order()).toMatchObject({ ok: true, result: { registered: true } });
    expect(stage.registrar.ledger()).toHaveLength(1);
  });

  test('a check says why without asking', async () => {
    await stage.sidecar.ask('PUT', '/v1/settings', {
      settings: settingsFor(stage.registrar),
      context: { environment: 'web' },
    });
    const before = stage.registrar.calls({ action: 'balance' });
    const { body } = await stage.sidecar.ask('POST', '/v1/diagnosis', {});
    expect(body).toMatchObject({
      healthy: false,
      causes: [{ code: 'rate_limited', evidence: [expect.stringContaining('asked for a pause')] }],
      attempts: [],
      apiCalls: 0,
    });
    expect(stage.registrar.calls({ action: 'balance' })).toBe(before);
  });
});

test('429 to an order leaves it open until the list may be asked, and it is charged once', async () => {
  stage.registrar.faults.add({ kind: 'rate-limit', retryAfterSeconds: 60 }, { action: 'register', times: 1 });
  const first = await order();
  expect(first).toMatchObject({ ok: false, error: { code: 'order_unknown', mayHaveExecuted: true } });
  stage.clock.offset = 61_000;
  expect(await order()).toMatchObject({ ok: true, result: { registered: true } });
  expect(stage.registrar.calls({ action: 'register' })).toBe(2);
  expect(stage.registrar.ledger()).toHaveLength(1);
});
