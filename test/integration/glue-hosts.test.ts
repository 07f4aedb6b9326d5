import { describe, expect, test } from '@jest/globals';
import type { FaultInput } from '../simulator/faults.js';
import type { Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar({
  sidecar: (registrar) => ({
    callLimits: impatientWithSilence(registrar),
  }),
  arrange: (registrar) => {
    registrar.production.portfolio.put({ domain: 'mine.com', hosts: { 'ns1.mine.com': '192.0.2.1' } });
    registrar.production.portfolio.put({ domain: 'xn--bcher-kva.com' });
  },
});

const register = (changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('RegisterNameserver', {
    domainid: 5,
    domain: 'mine.com',
    nameserver: 'ns2.mine.com',
    ipaddress: '192.0.2.2',
    ...changes,
  });
const modify = (changes: object = {}): Promise<Envelope> =>
  stage.sidecar.act('ModifyNameserver', {
    domainid: 5,
    domain: 'mine.com',
    nameserver: 'ns1.mine.com',
    currentipaddress: '192.0.2.1',
    newipaddress: '192.0.2.7',
    ...changes,
  });
const ACTIONS = { RegisterNameserver: register, ModifyNameserver: modify } as const;

const outcome = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);
const message = (answer: Envelope): string => (answer.ok ? '' : answer.error.message);
const hosts = (domain = 'mine.com'): object => stage.registrar.production.portfolio.get(domain)?.hosts ?? {};

test('a nameserver below the domain is created with the documented parameters', async () => {
  expect(await register({ nameserver: ' NS2.Mine.com. ' })).toMatchObject({
    ok: true,
    result: { done: true },
  });
  expect(hosts()).toEqual({ 'ns1.mine.com': '192.0.2.1', 'ns2.mine.com': '192.0.2.2' });
  expect(stage.registrar.log.list()[0]?.query).toEqual({
    category: 'nameserverhost',
    action: 'add',
    domain: 'mine.com',
    dns: 'ns2.mine.com',
    ip: '192.0.2.2',
  });
});

test('a nameserver below the domain gets another address', async () => {
  expect(await modify()).toMatchObject({ ok: true, result: { done: true } });
  expect(hosts()).toEqual({ 'ns1.mine.com': '192.0.2.7' });
  expect(stage.registrar.log.list()[0]?.query).toMatchObject({ action: 'update', ip: '192.0.2.7' });
});

test('an international name may be typed in either form', async () => {
  const named = { domain: 'bücher.com', domain_punycode: 'xn--bcher-kva.com' };
  expect(outcome(await register({ ...named, nameserver: 'ns1.bücher.com' }))).toBe('ok');
  expect(outcome(await register({ ...named, nameserver: 'ns2.xn--bcher-kva.com' }))).toBe('ok');
  expect(Object.keys(hosts('xn--bcher-kva.com'))).toEqual(['ns1.xn--bcher-kva.com', 'ns2.xn--bcher-kva.com']);
});

describe.each(['RegisterNameserver', 'ModifyNameserver'] as const)('%s refuses without a call', (action) => {
  test.each([
    ['', 'nameserver: has no name in front'],
    ['.mine.com', 'nameserver: has no name in front'],
    ['mine.com', 'nameserver: mine.com is not below mine.com.'],
    ['ns1.theirs.com', 'nameserver: ns1.theirs.com is not below mine.com.'],
    ['ns1.notmine.com', 'nameserver: ns1.notmine.com is not below mine.com.'],
    ['ns 1.mine.com', 'nameserver: is not a host name'],
    ['-.mine.com', 'nameserver: is not a host name'],
    ['ns1&amp;.mine.com', 'nameserver: is not a host name'],
    [`${'n'.repeat(23)}.mine.com`, 'has 32 characters; NiceNIC documents 3 to 30.'],
    [7, 'nameserver: must be a text'],
    [undefined, 'nameserver: is missing'],
  ])('the nameserver %j', async (nameserver, words) => {
    const answer = await ACTIONS[action]({ nameserver });
    expect([outcome(answer), message(answer)]).toEqual([
      'invalid_parameter',
      expect.stringContaining(words) as unknown,
    ]);
    expect(stage.registrar.calls()).toBe(0);
  });

  const field = action === 'RegisterNameserver' ? 'ipaddress' : 'newipaddress';
  test.each([
    ['', 'is not an IPv4 address'],
    ['192.0.2.256', 'is not an IPv4 address'],
    ['192.0.2.1,192.0.2.2', 'is not an IPv4 address'],
    ['ns1.mine.com', 'is not an IPv4 address'],
    ['2001:db8::1', 'NiceNIC documents one IPv4 address for a nameserver; IPv6 is not mentioned'],
    [undefined, 'is missing'],
  ])('the address %j', async (address, words) => {
    const answer = await ACTIONS[action]({ [field]: address });
    expect(outcome(answer)).toBe('invalid_parameter');
    expect(message(answer)).toContain(`${field}: ${words}`);
    expect(stage.registrar.calls()).toBe(0);
  });
});

test.each(['', 'old', '192.0.2'])('a current address %j is no address', async (currentipaddress) => {
  expect(message(await modify({ currentipaddress }))).toContain('currentipaddress: is not an IP address');
  expect(stage.registrar.calls()).toBe(0);
});

test('what NiceNIC refuses is told with its words', async () => {
  expect(outcome(await register({ nameserver: 'ns1.mine.com' }))).toBe('registrar_refused');
  expect(outcome(await modify({ nameserver: 'ns9.mine.com' }))).toBe('registrar_refused');
  expect(outcome(await modify({ domain: 'other.com', nameserver: 'ns1.other.com' }))).toBe(
    'registrar_refused',
  );
});

test.each<[FaultInput, string]>([
  [{ kind: 'reset', when: 'after' }, 'change_unknown'],
  [{ kind: 'hang', when: 'after' }, 'change_unknown'],
  [{ kind: 'html' }, 'change_unknown'],
  [{ kind: 'status', status: 500 }, 'change_unknown'],
  [{ kind: 'pending' }, 'change_unknown'],
  [{ kind: 'unknown-code' }, 'registrar_refused'],
  [{ kind: 'rate-limit', retryAfterSeconds: 1 }, 'registrar_unavailable'],
])('after %j nothing is taken for done', async (fault, code) => {
  stage.registrar.faults.add(fault, { action: 'add' });
  expect(outcome(await register())).toBe(code);
  expect(stage.registrar.calls({ action: 'add' })).toBe(1);
});
