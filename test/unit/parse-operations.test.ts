import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseOperations } from '../../sidecar/operations/parse-operations.js';
import { inEnglish } from '../support/in-english.js';
import { INVENTED_OPERATIONS } from '../support/invented-operations.js';

const problems = (operations: unknown): readonly string[] => problemsOf(JSON.stringify({ operations }));

function problemsOf(text: string): readonly string[] {
  const parsed = parseOperations(text);
  return 'problems' in parsed ? parsed.problems.map(inEnglish.say) : [];
}

const { GetRegistrarLock, SaveRegistrarLock, GetEPPCode, SaveNameservers, GetDNS, SaveDNS } =
  INVENTED_OPERATIONS;
const lock = (parameter: unknown): object => ({
  GetRegistrarLock,
  SaveRegistrarLock: { ...SaveRegistrarLock, parameters: { name: '{domain}', bolt: parameter } },
});

describe('an operations file', () => {
  test('with every operation is taken as it is', () => {
    expect(parseOperations(JSON.stringify({ operations: INVENTED_OPERATIONS }))).toEqual({
      operations: INVENTED_OPERATIONS,
    });
  });

  test('may name its schema, begin with a byte order mark, and enable nothing', () => {
    expect(parseOperations('\uFEFF{"$schema": "operations.schema.json", "operations": {}}')).toEqual({
      operations: {},
    });
  });

  test('is what the documentation shows', () => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
    const examples = [...page.matchAll(/^```json\n(?<text>[^]*?)^```/gm)].map(
      ({ groups }) => groups?.['text'] ?? '',
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(problemsOf(example)).toEqual([]);
  });
});

describe('a fault is told with its place', () => {
  test.each<[string, string, string]>([
    ['nothing', '', 'not valid JSON: Unexpected end of JSON input'],
    ['words', 'lock = on', `not valid JSON: Unexpected token 'l', "lock = on" is not valid JSON`],
    [
      'a comma too many',
      '{\n  "operations": {},\n}',
      'not valid JSON: line 3, column 1: Expected double-quoted property name',
    ],
    ['a list', '[]', 'must be an object'],
    ['no operations', '{}', 'operations: is missing'],
    ['another key', '{"operation": {}}', 'operations: is missing'],
  ])('%s', (_what, text, problem) => {
    expect(problemsOf(text)).toContain(problem);
  });

  test.each<[string, unknown, string]>([
    [
      'an unknown operation',
      { SaveRegistrarLok: SaveRegistrarLock },
      'operations: "SaveRegistrarLok" is not known here; did you mean SaveRegistrarLock?',
    ],
    [
      'an operation far from any other',
      { Frobnicate: {} },
      'operations: "Frobnicate" is not known here; known are GetRegistrarLock, ',
    ],
    [
      'one that NiceNIC documents',
      { CheckAvailability: GetEPPCode },
      'operations: "CheckAvailability" is not known here; known are ',
    ],
    [
      'an unknown key',
      { GetEPPCode: { ...GetEPPCode, paramters: {} } },
      'operations.GetEPPCode: "paramters" is not known here; did you mean parameters?',
    ],
    [
      'a list of done codes',
      { GetEPPCode: { ...GetEPPCode, doneCodes: [200] } },
      'operations.GetEPPCode: "doneCodes" is not known here; known are category, action, parameters, answer',
    ],
    [
      'no action',
      { GetEPPCode: { ...GetEPPCode, action: undefined } },
      'operations.GetEPPCode.action: is missing',
    ],
    [
      'an action with a blank',
      { GetEPPCode: { ...GetEPPCode, action: 'get code' } },
      'operations.GetEPPCode.action: must be a name of letters, digits, _, - and .',
    ],
    [
      'a parameter that names the action',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: '{domain}', Action: 'register' } } },
      'operations.GetEPPCode.parameters.Action: cannot be a parameter: it would change which operation is called',
    ],
    [
      'a parameter with brackets',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: '{domain}', 'action[]': 'register' } } },
      'operations.GetEPPCode.parameters.action[]: must be a name of letters, digits, _, - and .',
    ],
    [
      'an unknown placeholder',
      { SaveNameservers: { ...SaveNameservers, parameters: { name: '{domian}', a: '{ns1}', b: '{ns2}' } } },
      'operations.SaveNameservers.parameters.name: "{domian}" is neither a fixed text without braces nor a placeholder of this operation; did you mean {domain}?',
    ],
    [
      'a placeholder inside a text',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: '{domain}', note: 'of {domain}' } } },
      'operations.GetEPPCode.parameters.note: "of {domain}" is neither a fixed text',
    ],
    [
      'a placeholder of another operation',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: '{domain}', to: '{ns1}' } } },
      'operations.GetEPPCode.parameters.to: "{ns1}" is neither a fixed text without braces nor a placeholder of this operation; known are {domain}',
    ],
    [
      'a number as parameter',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: '{domain}', full: 1 } } },
      'operations.GetEPPCode.parameters.full: must be a text',
    ],
    [
      'a call without its domain',
      { GetEPPCode: { ...GetEPPCode, parameters: { name: 'example.com' } } },
      'operations.GetEPPCode.parameters: no parameter has {domain}',
    ],
    [
      'a lock without its state',
      lock('shut'),
      'operations.SaveRegistrarLock.parameters: no parameter has {lock}',
    ],
    [
      'a lock that is a number',
      lock(1),
      'operations.SaveRegistrarLock.parameters.bolt: must be a text, or an object with "from" and "values"',
    ],
    [
      'a state without its word',
      lock({ from: '{lock}', values: { locked: 'shut' } }),
      'operations.SaveRegistrarLock.parameters.bolt.values.unlocked: is missing',
    ],
    [
      'a state that WHMCS does not know',
      lock({ from: '{lock}', values: { locked: 'shut', unlockd: 'open' } }),
      'operations.SaveRegistrarLock.parameters.bolt.values: "unlockd" is not known here; did you mean unlocked?',
    ],
    [
      'two states with one word',
      lock({ from: '{lock}', values: { locked: 'shut', unlocked: 'shut' } }),
      'operations.SaveRegistrarLock.parameters.bolt.values: must differ for "locked" and "unlocked"',
    ],
    [
      'states of something else',
      lock({ from: '{privacy}', values: { locked: 'shut', unlocked: 'open' } }),
      'operations.SaveRegistrarLock.parameters.bolt.from: must be "{lock}"',
    ],
    [
      'an answer with one state',
      {
        SaveRegistrarLock,
        GetRegistrarLock: { ...GetRegistrarLock, answer: { value: 'bolt', values: { '1': 'locked' } } },
      },
      'operations.GetRegistrarLock.answer.values: no value of the registrar stands for "unlocked"',
    ],
    [
      'an answer with a state that WHMCS does not know',
      {
        SaveRegistrarLock,
        GetRegistrarLock: { ...GetRegistrarLock, answer: { values: { '1': 'locked', '0': 'open' } } },
      },
      'operations.GetRegistrarLock.answer.values.0: must be "locked" or "unlocked"',
    ],
    [
      'a place that is no path',
      { GetEPPCode: { ...GetEPPCode, answer: { value: 'data..key' } } },
      'operations.GetEPPCode.answer.value: must be keys with dots between them, such as "lock.state"',
    ],
    [
      'a lock that can only be read',
      { GetRegistrarLock },
      'operations.SaveRegistrarLock: is missing: GetRegistrarLock works only together with it',
    ],
    [
      'a lock that can only be changed',
      { SaveRegistrarLock },
      'operations.GetRegistrarLock: is missing: SaveRegistrarLock works only together with it',
    ],
    [
      'DNS records that can only be read',
      { GetDNS },
      'operations.SaveDNS: is missing: GetDNS works only together with it',
    ],
    [
      'a record that is deleted without saying which',
      {
        GetDNS,
        SaveDNS: { ...SaveDNS, delete: { ...SaveDNS.delete, parameters: { d: '{domain}', h: '{host}' } } },
      },
      'operations.SaveDNS.delete.parameters: must have {id}, or all of {domain}, {host}, {type}, {value}',
    ],
    [
      'a record that is deleted by an id that the list does not give',
      { SaveDNS, GetDNS: { ...GetDNS, answer: { fields: { ...GetDNS.answer.fields, id: undefined } } } },
      'operations.GetDNS.answer.fields: has no "id", which SaveDNS.delete sends',
    ],
    [
      'a record that is made by an order',
      { GetDNS, SaveDNS: { ...SaveDNS, create: { ...SaveDNS.create, category: 'domain', action: 'renew' } } },
      'operations.SaveDNS.create.action: domain/renew is charged and cannot be mapped',
    ],
    [
      'a record that is made without its priority',
      {
        GetDNS,
        SaveDNS: {
          ...SaveDNS,
          create: { ...SaveDNS.create, parameters: { ...SaveDNS.create.parameters, pri: '10' } },
        },
      },
      'operations.SaveDNS.create.parameters: no parameter has {priority}',
    ],
  ])('%s', (_what, operations, problem) => {
    expect(problems(operations)).toContainEqual(expect.stringContaining(problem));
  });

  test.each(['register', 'renew', 'transfer', 'activate', 'Register'])(
    'a call of domain/%s, which is charged',
    (action) => {
      expect(
        problems({ RequestDelete: { category: 'Domain', action, parameters: { d: '{domain}' } } }),
      ).toEqual([
        `operations.RequestDelete.action: Domain/${action} is charged and cannot be mapped: orders go through the order journal`,
      ]);
    },
  );

  test('two unknown keys in one sentence', () => {
    expect(problems({ Frobnicate: {}, Sync: {} })).toEqual([
      expect.stringMatching(
        /^operations: "Frobnicate", "Sync" are not known here; known are GetRegistrarLock, /,
      ),
    ]);
  });

  test('a text that is too long', () => {
    const parameters = { name: '{domain}', note: 'a'.repeat(256) };
    expect(problems({ RequestDelete: { category: 'domain', action: 'delete', parameters } })).toEqual([
      'operations.RequestDelete.parameters.note: has more than 255 characters',
    ]);
  });

  test('every one of several', () => {
    expect(problems({ GetEPPCode: {}, Sync: {} })).toHaveLength(4);
  });
});
