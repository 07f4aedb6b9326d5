import { balance, getAbuseReport, transactions } from './account-data.js';
import type { Action } from './action.js';
import { addHost, changeContact, changePassword, createRecord, updateHost } from './changes.js';
import { INVENTED } from './invented.js';
import { check, domainList, getPrice } from './lookups.js';
import { register, renew, transfer } from './orders.js';

/** The 14 documented actions (nicenic-api-v2.md section 0). */
export const ACTIONS: readonly Action[] = [
  check,
  getPrice,
  register,
  renew,
  transfer,
  domainList,
  changeContact,
  changePassword,
  createRecord,
  addHost,
  updateHost,
  balance,
  transactions,
  getAbuseReport,
];

/** The action that a request names, or undefined for one that is not documented or, where that is wanted, invented. */
export function findAction(
  query: Readonly<Record<string, string>>,
  withInvented: boolean,
): Action | undefined {
  return [...ACTIONS, ...(withInvented ? INVENTED : [])].find(
    ({ category, name }) => category === query['category'] && name === query['action'],
  );
}
