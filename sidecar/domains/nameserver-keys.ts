import { z } from 'zod';
import { fault } from '../texts/field-fault.js';

/** WHMCS keeps at most five nameservers of a domain (whmcs-contract.md section 3.1). */
const MOST_NAMESERVERS = 5;

/** `{ns1, ns2, ...}` as WHMCS names them. */
export function nameserverKeys(nameservers: readonly string[]): Record<string, string> {
  const named = nameservers.map((name) => name.trim().replace(/\.$/, '')).filter((name) => name !== '');
  return Object.fromEntries(named.slice(0, MOST_NAMESERVERS).map((name, index) => [`ns${index + 1}`, name]));
}

/** WHMCS hands over five; a sixth would be lost without a word (whmcs-contract.md section 15, item 12). */
export const beyondFive = z.string().max(0, fault('fields:five_nameservers')).optional();
