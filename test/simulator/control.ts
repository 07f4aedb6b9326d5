import type { RequestListener } from 'node:http';
import { z } from 'zod';
import { ENVIRONMENTS } from './account.js';
import { isDate } from './calendar.js';
import { faultSchema, faultScopeSchema } from './faults.js';
import { handling } from './listener.js';
import { readBody } from './received.js';
import type { Simulator } from './simulator.js';
import { AVAILABILITIES } from './world.js';

interface Operation {
  /** Checks the fields of the request and does the work; throws a ZodError for wrong fields. */
  readonly run: (simulator: Simulator, fields: unknown) => unknown;
}

function operation<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (simulator: Simulator, fields: z.output<z.ZodObject<Shape, z.core.$strict>>) => unknown,
): Operation {
  const schema = z.strictObject(shape);
  return { run: (simulator, fields) => run(simulator, schema.parse(fields)) };
}

const environment = z.enum(ENVIRONMENTS).default('production');
const domain = z.string();
const prices = z.strictObject({ register: z.number(), renew: z.number(), transfer: z.number() });
const calendarDay = z.string().refine(isDate).exactOptional();

/** What other processes can do; each entry is one call of the simulator's own methods. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  configure: operation({ settings: z.record(z.string(), z.unknown()) }, (simulator, { settings }) => {
    simulator.configure(settings);
  }),
  'account.set': operation(
    {
      username: z.string().exactOptional(),
      productionSecret: z.string().nullable().exactOptional(),
      sandboxSecret: z.string().nullable().exactOptional(),
      loginPassword: z.string().exactOptional(),
      eligible: z.boolean().exactOptional(),
    },
    (simulator, changes) => {
      Object.assign(simulator.account, changes);
    },
  ),
  'whitelist.add': operation({ environment, address: z.string() }, (simulator, fields) => {
    simulator.world(fields.environment).whitelist.add(fields.address);
  }),
  'whitelist.remove': operation({ environment, address: z.string() }, (simulator, fields) => {
    simulator.world(fields.environment).whitelist.remove(fields.address);
  }),
  'whitelist.list': operation({ environment }, (simulator, fields) =>
    simulator.world(fields.environment).whitelist.list(),
  ),
  'balance.set': operation({ environment, amount: z.number() }, (simulator, fields) => {
    simulator.world(fields.environment).bank.setBalance(fields.amount);
  }),
  'availability.set': operation(
    { environment, domain, state: z.enum(AVAILABILITIES) },
    (simulator, fields) => {
      simulator.world(fields.environment).setAvailability(fields.domain, fields.state);
    },
  ),
  'price.premium': operation({ environment, domain, prices }, (simulator, fields) => {
    simulator.world(fields.environment).prices.setPremium(fields.domain, fields.prices);
  }),
  'portfolio.seed': operation({ environment, count: z.int().min(1) }, (simulator, fields) => {
    simulator.world(fields.environment).portfolio.seed(fields.count);
  }),
  'domain.put': operation(
    {
      environment,
      domain,
      createdDate: calendarDay,
      expiredDate: calendarDay,
      stopped: z.boolean().exactOptional(),
      onHold: z.boolean().exactOptional(),
    },
    (simulator, { environment: where, ...fields }) => {
      simulator.world(where).portfolio.put(fields);
    },
  ),
  'authcode.set': operation({ environment, domain, authcode: z.string() }, (simulator, fields) => {
    simulator.world(fields.environment).setAuthcode(fields.domain, fields.authcode);
  }),
  'order.complete': operation({ environment, domain }, (simulator, fields) => {
    simulator.world(fields.environment).completeOrder(fields.domain);
  }),
  'order.fail': operation({ environment, domain }, (simulator, fields) => {
    simulator.world(fields.environment).failOrder(fields.domain);
  }),
  'fault.add': operation(
    { fault: faultSchema, ...faultScopeSchema.shape },
    (simulator, { fault, ...scope }) => {
      simulator.faults.add(fault, scope);
    },
  ),
  'fault.clear': operation({ action: z.string().optional() }, (simulator, { action }) => {
    simulator.faults.clear(action);
  }),
  ledger: operation({ environment }, (simulator, fields) => simulator.ledger(fields.environment)),
  requests: operation({}, (simulator) => simulator.log.list()),
  'requests.clear': operation({}, (simulator) => {
    simulator.log.clear();
  }),
  duplicates: operation({}, (simulator) => simulator.log.duplicates()),
};

const envelopeSchema = z.looseObject({ op: z.string() });

/**
 * Control from another process: `POST /_control` with `Content-Type: application/json` and `{"op": name, ...fields}`
 * answers `{"ok": true, "result": ...}`, or HTTP 400 with `{"ok": false, "error": text}`. `environment` is
 * `production` where it is left out. The content type keeps web pages in a local browser out.
 */
export function controlHandler(simulator: () => Simulator): RequestListener {
  return handling(async (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    try {
      if (request.method !== 'POST' || request.url !== '/_control') throw new Error('Use POST /_control');
      if (request.headers['content-type'] !== 'application/json') throw new Error('Use application/json');
      const { op, ...fields } = envelopeSchema.parse(JSON.parse(await readBody(request)));
      const known = Object.hasOwn(OPERATIONS, op) ? OPERATIONS[op] : undefined;
      if (known === undefined) throw new Error(`Unknown op ${op}`);
      answer(200, { ok: true, result: known.run(simulator(), fields) ?? null });
    } catch (error) {
      answer(400, { ok: false, error: error instanceof Error ? error.message : String(error) });
    }
  });
}
