import { z } from 'zod';
import { CompanionError } from '../errors/companion-error.js';
import { registerDomain as registerAction } from '../nicenic/actions.js';
import { countCharges } from '../nicenic/find-charges.js';
import { whatCameBack } from '../nicenic/classify-answer.js';
import { findListedDomain } from '../nicenic/find-listed-domain.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import type { OrderIntent } from '../orders/order.js';
import type { OrderCalls, OrderService, Placed } from '../orders/order-service.js';
import { apiEnvironmentOf, credentialsOf, type Settings } from '../settings/settings.js';
import { utc } from '../texts/format-time.js';
import { domainAction, type DomainAction } from './domain-action.js';
import type { FailureReporter } from './failure-reporter.js';
import { whmcsDomain, withName } from './named-domain.js';

const text = z.string().max(1_000).default('');

const params = z
  .object({
    ...whmcsDomain,
    regperiod: z.coerce.number().int().min(1).max(10),
    ns1: text,
    ns2: text,
    fullname: text,
    firstname: text,
    lastname: text,
    companyname: text,
    email: text,
    address1: text,
    address2: text,
    city: text,
    state: text,
    fullstate: text,
    postcode: text,
    country: text,
    fullphonenumber: text,
    premiumCost: z.union([z.string(), z.number()]).optional(),
  })
  .transform(withName);

type Params = z.output<typeof params>;

/** WHMCS's names of the fields that NiceNIC's parameters are made from, for messages about them. */
const WHMCS_FIELD: Readonly<Record<string, string>> = {
  dns1: 'ns1',
  dns2: 'ns2',
  name: 'fullname',
  organization: 'companyname',
  state: 'state',
  city: 'city',
  address: 'address1',
  country: 'country',
  postcode: 'postcode',
  phone: 'fullphonenumber',
  fax: 'fullphonenumber',
  email: 'email',
  year: 'regperiod',
  domain: 'domain',
};

/** WHMCS's RegisterDomain (whmcs-contract.md section 5.1). Sent at most once per intent. */
export function registerDomain(
  client: RegistrarClient,
  orders: OrderService,
  failures: FailureReporter,
): DomainAction {
  return domainAction({
    name: 'RegisterDomain',
    params,
    run: async (given, { settings, referenceId }) => {
      if (given.premiumCost !== undefined) throw new CompanionError('premium_not_supported');
      const request = requestOf(given);
      const credentials = credentialsOf(settings);
      const calls: OrderCalls = {
        send: async () => {
          const answer = await client.order(registerAction, request, credentials);
          if (answer.outcome !== 'done') return answer;
          const { created_date, expired_date } = answer.data;
          return {
            outcome: 'done',
            result: { createdDate: created_date ?? null, expiryDate: expired_date ?? null },
          };
        },
        lookUp: () => findListedDomain(client, credentials, given.name),
        charges: (from, to) => countCharges(client, credentials, given.name, from, to),
      };
      const placed = await orders.place(intentOf(given, settings), calls, referenceId);
      return resultOf(placed, given.name, failures, settings);
    },
  });
}

/** The customer pays for a name in an account of one API environment; everything else may differ between clicks. */
function intentOf(given: Params, settings: Settings): OrderIntent {
  return {
    key: ['register', apiEnvironmentOf(settings), settings.username.toLowerCase(), given.name].join(' '),
    action: 'register',
    domain: given.name,
    whmcsDomainId: given.domainid,
    years: given.regperiod,
  };
}

/** @throws {CompanionError} `invalid_parameter` naming WHMCS's field, before anything is sent or written */
function requestOf(given: Params): z.input<typeof registerAction.request> {
  const person = given.fullname.trim() || `${given.firstname} ${given.lastname}`.trim();
  const request = {
    domain: given.name,
    year: given.regperiod,
    dns1: given.ns1.trim(),
    dns2: given.ns2.trim(),
    name: person,
    organization: given.companyname.trim() || person,
    country: given.country.trim(),
    state: given.fullstate.trim() || given.state.trim(),
    city: given.city.trim(),
    address: [given.address1, given.address2]
      .map((line) => line.trim())
      .filter(Boolean)
      .join(', '),
    postcode: given.postcode.trim(),
    phone: given.fullphonenumber.trim(),
    // WHMCS knows no fax number, and NiceNIC's documentation marks the parameter as optional nowhere.
    fax: given.fullphonenumber.trim(),
    email: given.email.trim(),
  };
  const checked = registerAction.request.safeParse(request);
  if (checked.success) return request;
  const detail = checked.error.issues
    .map(({ path, message }) => `${WHMCS_FIELD[String(path[0])] ?? String(path[0])}: ${message}.`)
    .join(' ');
  throw new CompanionError('invalid_parameter', { detail });
}

async function resultOf(
  placed: Placed,
  name: string,
  failures: FailureReporter,
  settings: Settings,
): Promise<object> {
  const { order } = placed;
  if (placed.kind === 'other_owner') {
    throw new CompanionError('order_taken_by_other', {
      detail: `${name} was ordered for WHMCS domain id ${order.intent.whmcsDomainId} at ${utc(order.createdAt)} (reference ${order.referenceId}).`,
    });
  }
  switch (order.state) {
    case 'done':
      failures.worked(settings);
      return {
        registered: true,
        domain: name,
        createdDate: order.result?.createdDate ?? null,
        expiryDate: order.result?.expiryDate ?? null,
      };
    case 'pending':
      return { pending: true };
    case 'rejected':
      if (placed.failure !== null) throw await failures.report('domain/register', placed.failure, settings);
      throw new CompanionError('registrar_refused', {
        detail: `${name} is in the account already, from before this order.`,
      });
    default:
      throw await uncertain(placed, name, failures, settings);
  }
}

/** A refusal of access is the likelier story and names its cause; a lost answer is told as such. */
async function uncertain(
  { order, failure }: Extract<Placed, { kind: 'order' }>,
  name: string,
  failures: FailureReporter,
  settings: Settings,
): Promise<CompanionError> {
  if (failure?.kind === 'access_refused') return failures.report('domain/register', failure, settings, true);
  const sent = order.sentAt === null ? '' : ` at ${utc(order.sentAt)}`;
  return new CompanionError('order_unknown', {
    detail: `The registration of ${name} was sent${sent} (reference ${order.referenceId}).${failure === null ? '' : ` NiceNIC: ${whatCameBack(failure)}.`}`,
    mayHaveExecuted: true,
  });
}
