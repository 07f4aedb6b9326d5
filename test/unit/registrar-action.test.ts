import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import * as actions from '../../sidecar/nicenic/actions.js';
import {
  lenientBoolean,
  lenientDate,
  lenientNumber,
  listOf,
  nameOf,
  oneObject,
} from '../../sidecar/nicenic/registrar-action.js';

describe('a number', () => {
  test.each([
    [12.5, 12.5],
    ['12.50', 12.5],
    ['-15.99', -15.99],
    ['0', 0],
    [' 7 ', 7],
  ])('%j is %j', (given, read) => {
    expect(lenientNumber.parse(given)).toBe(read);
  });

  test.each(['', ' ', 'x', '1,5', '12 USD', null, undefined, true, [], {}, NaN, Infinity, 'Infinity'])(
    '%j is none',
    (given) => {
      expect(lenientNumber.safeParse(given).success).toBe(false);
    },
  );
});

describe('a yes or no', () => {
  test.each([
    [true, true],
    [1, true],
    ['1', true],
    ['true', true],
    [false, false],
    [0, false],
    ['0', false],
    ['false', false],
    [null, null],
    [undefined, null],
  ])('%j is %j', (given, read) => {
    expect(lenientBoolean.parse(given)).toBe(read);
  });

  test.each(['', 'yes', 2, -1, [], {}])('%j is none', (given) => {
    expect(lenientBoolean.safeParse(given).success).toBe(false);
  });
});

describe('a date', () => {
  test.each([
    ['2026-11-22', '2026-11-22'],
    ['2026-11-22 10:00:00', '2026-11-22'],
    ['2026-11-22T10:00:00Z', '2026-11-22'],
  ])('%j is %j', (given, read) => {
    expect(lenientDate.parse(given)).toBe(read);
  });

  test.each(['', '22.11.2026', '2026-13-45', '0000-00-00', '2026-02-30', 'never', 20261122, {}])(
    '%j counts as not told',
    (given) => {
      expect(lenientDate.parse(given)).toBeNull();
    },
  );
});

describe('one object', () => {
  const schema = oneObject({ a: z.number().optional() });

  test.each([[{ a: 1 }], [[{ a: 1 }]], [[{ a: 1 }, { a: 2 }]]])('%j is the object', (given) => {
    expect(schema.parse(given)).toEqual({ a: 1 });
  });

  test.each([[{}], [[]], [null], [undefined]])('%j is the empty object', (given) => {
    expect(schema.parse(given)).toEqual({});
  });

  test.each([['text'], [7], [['text']], [true]])('%j is none', (given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});

describe('a list', () => {
  const schema = listOf(z.object({ a: z.number() }));

  test.each<[unknown, unknown[]]>([
    [
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, { a: 2 }],
    ],
    [{ 0: { a: 1 }, 1: { a: 2 } }, [{ a: 1 }, { a: 2 }]],
    [{ 0: { a: 1 } }, [{ a: 1 }]],
    [{ a: 1 }, [{ a: 1 }]],
    [{}, []],
    [[], []],
    [null, []],
    [undefined, []],
  ])('%j is %j', (given, read) => {
    expect(schema.parse(given)).toEqual(read);
  });

  test.each([['text'], [7], [[{ b: 1 }]], [{ b: 1 }]])('%j is none', (given) => {
    expect(schema.safeParse(given).success).toBe(false);
  });
});

describe('the catalogue', () => {
  const all = Object.values(actions);

  test('has the 14 documented actions', () => {
    expect(all.map(nameOf).sort()).toEqual([
      'abuse/get_abuse_report',
      'dns/create_record',
      'domain/change_contact',
      'domain/change_password',
      'domain/check',
      'domain/domain_list',
      'domain/get_price',
      'domain/register',
      'domain/renew',
      'domain/transfer',
      'nameserverhost/add',
      'nameserverhost/update',
      'user/balance',
      'user/transactions',
    ]);
  });

  test('charges for register, renew and transfer alone', () => {
    expect(all.filter(({ paid }) => paid).map(nameOf)).toEqual([
      'domain/register',
      'domain/renew',
      'domain/transfer',
    ]);
  });

  test('takes code 200 for done on the domain list alone', () => {
    for (const action of all) {
      expect(action.doneCodes).toEqual(nameOf(action) === 'domain/domain_list' ? [0, 200] : [0]);
    }
  });

  test.each<[string, unknown]>([
    ['registerDomain', { created_date: 'soon', expired_date: null }],
    ['registerDomain', 'done'],
    ['renewDomain', [[]]],
    ['transferDomain', 42],
  ])('reads whatever comes with a done %s: the code alone decides', (name, data) => {
    expect(actions[name as 'registerDomain'].data.safeParse(data).success).toBe(true);
  });

  test('merges states of names that come one by one', () => {
    const data = [{ 'a.com': 'available' }, { 'b.com': 'unavailable' }];
    expect(actions.checkDomains.data.parse(data)).toEqual({ 'a.com': 'available', 'b.com': 'unavailable' });
  });

  test('takes a state that is not documented for an error, not for available', () => {
    expect(actions.checkDomains.data.parse({ 'a.com': 'AVAILABLE!', 'b.com': 1 })).toEqual({
      'a.com': 'error',
      'b.com': 'error',
    });
  });

  test.each<[string, unknown]>([
    ['checkDomains', { domains: [] }],
    ['checkDomains', { domains: ['ab'] }],
    ['checkDomains', { domains: ['a.com,b.com'] }],
    ['getPrice', { domain: 'a.com', type: 'restore', year: 1 }],
    ['getPrice', { domain: 'a.com', type: 'renew', year: 11 }],
    ['renewDomain', { domain: 'a.com', deaddate: '22.11.2026', year: 1 }],
    ['renewDomain', { domain: 'a.com', deaddate: '2026-11-22', year: 0 }],
    ['renewDomain', { domain: 'a'.repeat(61), deaddate: '2026-11-22', year: 1 }],
    ['listDomains', { page_size: 25 }],
    ['listDomains', { page_index: 0 }],
    ['changePassword', { domain: 'a.com', password: 'ab' }],
    ['changePassword', { domain: 'a.com', password: 'x'.repeat(17) }],
    ['addGlueHost', { domain: 'a.com', dns: `${'n'.repeat(25)}.a.com`, ip: '192.0.2.1' }],
  ])('%s refuses %j before anything is sent', (name, request) => {
    expect(actions[name as 'getPrice'].request.safeParse(request).success).toBe(false);
  });
});
