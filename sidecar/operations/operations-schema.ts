import { z } from 'zod';
import { nearestName } from '../config/nearest-name.js';
import { fault } from '../texts/field-fault.js';

// The form of operations.json (docs/operations.md). `npm run generate` makes shared/operations.schema.json from it.

/** The states that WHMCS knows, by the placeholder that stands for them. */
const STATES = { lock: ['locked', 'unlocked'], privacy: ['on', 'off'] } as const;

export type LockState = (typeof STATES.lock)[number];

/** What is charged is sent by the order journal alone (design.md rule 1); `activate` is the name that API v1 has for it. */
const CHARGED = ['register', 'renew', 'transfer', 'activate'];

/** A parameter whose state is written in the registrar's words. */
interface StateParameter {
  readonly from: string;
  readonly values: Readonly<Record<string, string>>;
}

export type ParameterValue = string | StateParameter;

/** One call of the registrar's API. */
export interface MappedCall {
  readonly category: string;
  readonly action: string;
  /** By the registrar's name of the parameter. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Says which known key may have been meant, or else which there are. */
function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  const [key = ''] = keys;
  if (keys.length > 1) return fault('operations:unknown_keys', { keys: keys.map(quoted), known });
  const nearest = nearestName(key, known);
  return nearest === null
    ? fault('operations:unknown_key', { key: quoted(key), known })
    : fault('operations:unknown_key_near', { key: quoted(key), nearest });
}

/** The same for the value of a parameter. */
function unknownValue(value: string, known: readonly string[]): string {
  const nearest = nearestName(value, known);
  return nearest === null
    ? fault('operations:unknown_value', { value: quoted(value), known })
    : fault('operations:unknown_value_near', { value: quoted(value), nearest });
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

/** An object that takes no other keys, and says which one may have been meant. */
function closedObject<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, Object.keys(shape)) : undefined,
  });
}

const registrarName = z
  .string()
  .regex(/^[A-Za-z\d_.-]{1,64}$/, fault('operations:name'))
  .describe("A name of the registrar's API");

/** They say which operation is meant, so a parameter of that name would make it another one. */
const parameterName = registrarName.refine(
  (name) => !['category', 'action'].includes(name.toLowerCase()),
  fault('operations:not_as_parameter'),
);

/** A fixed text, or one placeholder. */
function plainParameter(placeholders: readonly string[]): z.ZodType<string> {
  const known = placeholders.map((name) => `{${name}}`);
  return z
    .string()
    .max(255)
    .regex(new RegExp(`^(?:[^{}]*|\\{(?:${placeholders.join('|')})\\})$`), {
      error: ({ input }) => unknownValue(String(input), known),
    })
    .describe(`A fixed text, or one of ${known.join(', ')}`);
}

function stateParameter(state: keyof typeof STATES): z.ZodType<StateParameter> {
  const [one, other] = STATES[state];
  const word = z.string().min(1).max(255);
  return closedObject({
    from: z.literal(`{${state}}`, fault('operations:must_be', { value: quoted(`{${state}}`) })),
    values: closedObject({ [one]: word, [other]: word }).refine(
      (values) => values[one] !== values[other],
      fault('operations:must_differ', { one: quoted(one), other: quoted(other) }),
    ),
  });
}

/** The keys of a call. `state`: the placeholder whose states may be written in the registrar's words. */
function callShape(
  placeholders: readonly string[],
  state?: keyof typeof STATES,
): {
  category: typeof registrarName;
  action: typeof registrarName;
  parameters: z.ZodType<MappedCall['parameters']>;
} {
  const plain = plainParameter(placeholders);
  const value = state === undefined ? plain : z.union([plain, stateParameter(state)]);
  return {
    category: registrarName,
    action: registrarName,
    parameters: z.record(parameterName, value),
  };
}

/** Refuses a call that is charged, and one that does not say what it must. */
function checkedCall<Call extends MappedCall>(
  call: z.ZodType<Call>,
  needed: readonly string[],
): z.ZodType<Call> {
  return call.superRefine(({ category, action, parameters }, context) => {
    if (category.toLowerCase() === 'domain' && CHARGED.includes(action.toLowerCase())) {
      const message = fault('operations:charged', { category, action });
      context.addIssue({ code: 'custom', path: ['action'], message });
    }
    const used = Object.values(parameters).map((one) => (typeof one === 'string' ? one : one.from));
    for (const name of needed.filter((one) => !used.includes(`{${one}}`))) {
      const message = fault('operations:not_given', { placeholder: `{${name}}` });
      context.addIssue({ code: 'custom', path: ['parameters'], message });
    }
  });
}

/** A call whose answer says nothing but whether it was done. */
function change(
  placeholders: readonly string[],
  needed: readonly string[],
  state?: keyof typeof STATES,
): z.ZodType<MappedCall> {
  return checkedCall(closedObject(callShape(placeholders, state)), needed);
}

/** Where a value stands inside `data`: keys with dots between them. Left out, `data` itself is the value. */
const place = z
  .string()
  .regex(/^[^.\s]+(?:\.[^.\s]+)*$/, fault('operations:place'))
  .describe('Keys inside "data" with dots between them, such as "lock.state"; left out, "data" itself');

const lockWords = z
  .record(z.string().min(1), z.enum(STATES.lock, fault('operations:lock_state')))
  .superRefine((words, context) => {
    for (const state of STATES.lock.filter((one) => !Object.values(words).includes(one))) {
      context.addIssue(fault('operations:no_word', { state: quoted(state) }));
    }
  })
  .describe('What the registrar answers, as a text, to "locked" or "unlocked"');

/** Names of a record's parts inside one record of the answer. */
const recordFields = closedObject({
  id: place.optional(),
  host: place,
  type: place,
  value: place,
  priority: place,
});

/** What a record is named by where the registrar gives it no id. */
const WHOLE_RECORD = ['domain', 'host', 'type', 'value'];

const saveDns = closedObject({
  create: change([...WHOLE_RECORD, 'priority'], [...WHOLE_RECORD, 'priority']),
  delete: change([...WHOLE_RECORD, 'id'], []).superRefine((call, context) => {
    if (usesId(call) || WHOLE_RECORD.every((name) => uses(call, name))) return;
    const parts = WHOLE_RECORD.map((name) => `{${name}}`);
    const message = fault('operations:which_record', { id: '{id}', parts });
    context.addIssue({ code: 'custom', path: ['parameters'], message });
  }),
  update: change([...WHOLE_RECORD, 'priority', 'id'], ['id', 'value', 'priority']).optional(),
});

function uses({ parameters }: MappedCall, placeholder: string): boolean {
  return Object.values(parameters).includes(`{${placeholder}}`);
}

/** Whether a call names a record by the id that the registrar's list gives it. */
export function usesId(call: MappedCall): boolean {
  return uses(call, 'id');
}

const operations = closedObject({
  GetRegistrarLock: checkedCall(
    closedObject({
      ...callShape(['domain']),
      answer: closedObject({ value: place.optional(), values: lockWords }),
    }),
    ['domain'],
  ).optional(),
  SaveRegistrarLock: change(['domain', 'lock'], ['domain', 'lock'], 'lock').optional(),
  GetEPPCode: checkedCall(
    closedObject({ ...callShape(['domain']), answer: closedObject({ value: place.optional() }).optional() }),
    ['domain'],
  ).optional(),
  SaveNameservers: change(['domain', 'ns1', 'ns2', 'ns3', 'ns4', 'ns5'], ['domain', 'ns1', 'ns2']).optional(),
  IDProtectToggle: change(['domain', 'privacy'], ['domain', 'privacy'], 'privacy').optional(),
  DeleteNameserver: change(['domain', 'nameserver'], ['nameserver']).optional(),
  ReleaseDomain: change(['domain', 'tag'], ['domain', 'tag']).optional(),
  RequestDelete: change(['domain'], ['domain']).optional(),
  GetDNS: checkedCall(
    closedObject({
      ...callShape(['domain']),
      answer: closedObject({ list: place.optional(), fields: recordFields }),
    }),
    ['domain'],
  ).optional(),
  SaveDNS: saveDns.optional(),
}).superRefine((given, context) => {
  for (const [one, other] of PAIRS) {
    const missing = [one, other].filter((name) => given[name] === undefined);
    const [name] = missing;
    if (missing.length !== 1 || name === undefined) continue;
    const message = fault('operations:pair', { other: name === one ? other : one });
    context.addIssue({ code: 'custom', path: [name], message });
  }
  const { GetDNS: list, SaveDNS: save } = given;
  for (const name of ['delete', 'update'] as const) {
    const call = save?.[name];
    if (call === undefined || !usesId(call) || list === undefined) continue;
    if (list.answer.fields.id !== undefined) continue;
    const message = fault('operations:no_id', { call: `SaveDNS.${name}` });
    context.addIssue({ code: 'custom', path: ['GetDNS', 'answer', 'fields'], message });
  }
});

/** WHMCS shows a form with what the one reads, and saves it with the other. */
const PAIRS = [
  ['GetRegistrarLock', 'SaveRegistrarLock'],
  ['GetDNS', 'SaveDNS'],
] as const;

export const operationsFile = closedObject({
  $schema: z.string().optional(),
  operations,
});

/** The operations that are mapped, by WHMCS's name of the function. */
export type Operations = z.output<typeof operations>;

export type OperationName = keyof Operations;
