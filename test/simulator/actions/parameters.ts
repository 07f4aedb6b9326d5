import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { isDate } from '../calendar.js';

/*
 * The documented limits (nicenic-api-v2.md section 5). Every parameter comes as text. Unmarked parameters are taken
 * as required, which the documentation suggests but does not say.
 */

const HOST_NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))+$/;

/** A host name in ASCII, lower-cased: the form of IDNs, case and a trailing dot is not known. */
const hostName = z.string().toLowerCase().regex(HOST_NAME);

export const domainName = hostName.min(3).max(60);

/** Years of an order, 1 to 10. */
export const years = z
  .string()
  .regex(/^(?:[1-9]|10)$/)
  .transform(Number);

/** An integer from 1 upwards. */
export const ordinal = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number);

export const date = z.string().refine(isDate);

export const ipv4 = z.string().refine((text) => isIPv4(text));

/** Length in characters, not in UTF-16 units. */
export function text(min: number, max: number): z.ZodType<string> {
  return z.string().refine((value) => {
    const { length } = Array.from(value);
    return length >= min && length <= max;
  });
}

/** `dns1` and `dns2` of register and transfer. */
export const nameservers = z.object({ dns1: hostName, dns2: hostName });

/** `dns` of the nameserverhost actions: String (3-30). */
export const childHost = hostName.min(3).max(30);

/** "+country code.area code and number", at most 30 characters. */
const phone = z
  .string()
  .max(30)
  .regex(/^\+\d{1,3}\.\d+$/);

/** The contact parameters; `postcode` differs between the actions, see section 8. */
export function contact(postcode: RegExp): z.ZodType<Record<string, string>> {
  return z.object({
    organization: text(1, 255),
    name: text(1, 16),
    country: text(1, 255),
    state: text(1, 255),
    city: text(1, 255),
    address: text(1, 255),
    postcode: z.string().regex(postcode),
    phone,
    fax: phone,
    email: z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/),
  });
}

/** Integer (4-10): register and transfer. */
export const ORDER_POSTCODE = /^\d{4,10}$/;

/** Integer (6): change_contact. Read, like "Integer (4)" of `year`, as a greatest length. */
export const CHANGE_POSTCODE = /^\d{1,6}$/;
