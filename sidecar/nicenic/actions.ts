import { z } from 'zod';
import {
  lenientBoolean,
  lenientDate,
  lenientNumber,
  listOf,
  oneObject,
  type RegistrarAction,
} from './registrar-action.js';

// The 14 operations that NiceNIC documents, with the parameter names and limits of nicenic-api-v2.md section 5.

const domain = z.string().min(3).max(60);
const year = z.int().min(1).max(10);
const text255 = z.string().min(1).max(255);
const date = z.iso.date();
const phone = z.string().max(30);

/** The registrant, the one contact set that API v2 knows (section 5, "Common contact and order parameters"). */
const contact = {
  organization: z.string().max(255),
  name: z.string().min(1).max(16),
  country: text255,
  state: z.string().max(255),
  city: text255,
  address: text255,
  postcode: z.string().min(4).max(10),
  phone: phone.min(1),
  fax: phone,
  email: z.email(),
};

/** The parts of a contact that point at a person; the country does not. */
const PERSONAL = Object.keys(contact).filter((name) => name !== 'country');

/** No answer data, `{}`, `[]` and null alike. */
const nothing = z.unknown().transform(() => ({}));

function define<Input, Data>(
  category: string,
  action: string,
  request: z.ZodType<object, Input>,
  data: z.ZodType<Data>,
  options: {
    paid?: boolean;
    doneCodes?: readonly number[];
    shared?: boolean;
    confidential?: readonly string[];
  } = {},
): RegistrarAction<Input, Data> {
  return {
    category,
    action,
    request,
    data,
    paid: options.paid ?? false,
    doneCodes: options.doneCodes ?? [0],
    shared: options.shared ?? false,
    confidential: options.confidential ?? [],
    confidentialAnswer: false,
  };
}

/** Section 5.1. The answer maps each name to its state. */
export const checkDomains = define(
  'domain',
  'check',
  z.object({
    domains: z
      // Commas separate the names.
      .array(domain.regex(/^[^,]+$/))
      .min(1)
      .transform((names) => names.join(',')),
  }),
  z.preprocess(
    mergeObjects,
    z.record(z.string(), z.enum(['available', 'unavailable', 'error']).catch('error')),
  ),
  { shared: true },
);

/** Section 5.2. */
export const getPrice = define(
  'domain',
  'get_price',
  z.object({ domain, type: z.enum(['register', 'transfer', 'renew', 'all']), year }),
  listOf(
    z.object({
      domain: z.string(),
      type: z.string(),
      currency: z.string(),
      price: lenientNumber,
      is_premium: lenientBoolean,
    }),
  ),
  { shared: true },
);

/** Section 5.3. Charged. */
export const registerDomain = define(
  'domain',
  'register',
  z.object({ domain, year, dns1: z.string().min(1), dns2: z.string().min(1), ...contact }),
  oneObject({ created_date: lenientDate.optional(), expired_date: lenientDate.optional() }).catch({}),
  { paid: true, confidential: PERSONAL },
);

/** Section 5.4. Charged. `deaddate` is the current expiry date. */
export const renewDomain = define(
  'domain',
  'renew',
  z.object({ domain, deaddate: date, year }),
  oneObject({ old_expired_date: lenientDate.optional(), new_expired_date: lenientDate.optional() }).catch({}),
  { paid: true },
);

/** Section 5.5. Charged; answers 201 (pending). */
export const transferDomain = define(
  'domain',
  'transfer',
  z.object({ domain, authcode: text255, year, dns1: z.string().min(1), dns2: z.string().min(1), ...contact }),
  nothing,
  { paid: true, confidential: [...PERSONAL, 'authcode'] },
);

/** Section 5.6. The only read of domains there is: paged, without a filter by name. */
export const listDomains = define(
  'domain',
  'domain_list',
  z.object({
    sort: z.enum(['name_asc', 'name_desc', 'time_asc', 'time_desc']).optional(),
    page_size: z
      .union([z.literal(10), z.literal(20), z.literal(30), z.literal(50), z.literal(100)])
      .optional(),
    page_index: z.int().min(1).optional(),
    status: z.enum(['all', 'active', 'expired', 'stop']).optional(),
    hold: z.enum(['0', '1']).optional(),
  }),
  oneObject({
    options: z.object({ total: lenientNumber, total_pages: lenientNumber }),
    domain_list: listOf(
      z.object({
        domain: z.string(),
        created_date: lenientDate.optional(),
        expired_date: lenientDate.optional(),
        status: z.string(),
        nameservers: z.array(z.string()).catch([]),
        hold: lenientNumber.catch(0),
      }),
    ),
  }),
  { doneCodes: [0, 200] },
);

/** Section 5.7. The limit of the post code differs from register's: "Integer (6)", read like "Integer (4)" of year. */
export const changeContact = define(
  'domain',
  'change_contact',
  z.object({ domain, ...contact, postcode: z.string().min(1).max(6) }),
  nothing,
  { confidential: PERSONAL },
);

/** Section 5.8. The domain management password, which is neither EPP code nor API password. */
export const changePassword = define(
  'domain',
  'change_password',
  z.object({ domain, password: z.string().min(3).max(16) }),
  nothing,
  { confidential: ['password'] },
);

/** Section 5.9. There is no ttl in the request. */
export const createRecord = define(
  'dns',
  'create_record',
  z.object({
    domain,
    type: z.string().min(1),
    host: z.string(),
    value: z.string().min(1),
    pri: z.int().optional(),
  }),
  oneObject({
    id: lenientNumber.optional(),
    type: z.string().optional(),
    host: z.string().optional(),
    value: z.string().optional(),
    ttl: lenientNumber.optional(),
    pri: lenientNumber.optional(),
  }),
);

const glueHost = z.object({ domain, dns: z.string().min(3).max(30), ip: z.string().min(1) });
const glueHostData = oneObject({ dns: z.string().optional(), ip: z.string().optional() });

/** Section 5.10: create a glue host. */
export const addGlueHost = define('nameserverhost', 'add', glueHost, glueHostData);

/** Section 5.11: give a glue host another address. */
export const updateGlueHost = define('nameserverhost', 'update', glueHost, glueHostData);

/** Both take the same. */
export type GlueHostAction = typeof addGlueHost;

/** Shown on pages and kept, so that nothing but a code gets through. */
const currencyCode = z
  .string()
  .regex(/^[A-Za-z]{3}$/)
  .catch('?');

/**
 * Section 5.12. Takes no parameters, so nothing but access can be wrong: the probe of every check. Code 0 proves access
 * even where the money cannot be read.
 */
export const readBalance = define(
  'user',
  'balance',
  z.object({}),
  oneObject({
    username: z.string().optional().catch(undefined),
    amount: lenientNumber.nullable().catch(null),
    currency: currencyCode,
  }).catch({ amount: null, currency: '?' }),
  { shared: true },
);

/** Section 5.13. Times are UTC+8; `amount` is signed. */
export const listTransactions = define(
  'user',
  'transactions',
  z.object({ page: z.int().min(1).optional() }),
  listOf(
    z.object({
      type: z.string(),
      about: z.string(),
      amount: lenientNumber,
      time: z.string(),
      currency: z.string(),
    }),
  ),
);

/** Section 5.14. Fields beyond these are not known. */
export const getAbuseReport = define(
  'abuse',
  'get_abuse_report',
  z.object({ domain }),
  oneObject({
    domain: z.string(),
    scenario: z.object({ status: z.string(), impact: z.string().optional(), action: z.string().optional() }),
    hold: z.object({
      state: z.string(),
      pending_since: z.string().nullable().optional(),
      scheduled_at: z.string().nullable().optional(),
      applied_at: z.string().nullable().optional(),
    }),
    complaint: z
      .object({
        case_count: lenientNumber,
        earliest_at: z.string().nullable().optional(),
        latest_at: z.string().nullable().optional(),
        categories: z.array(z.string()).catch([]),
      })
      .optional(),
  }),
  { shared: true },
);

/** `[{a: 1}, {b: 2}]` and `{a: 1, b: 2}` say the same. */
function mergeObjects(data: unknown): unknown {
  if (!Array.isArray(data)) return data ?? {};
  // One by one: spread out, a long list would not fit on the stack.
  const merged: Record<string, unknown> = {};
  for (const part of data as object[]) Object.assign(merged, part);
  return merged;
}
