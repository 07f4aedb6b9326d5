import { z } from 'zod';
import { defineAction } from './action.js';
import { domainName, ordinal } from './parameters.js';

/** user/balance, section 5.12. */
export const balance = defineAction('user', 'balance', z.object({}), (_parameters, { world, username }) => ({
  kind: 'map',
  data: { username, amount: world.bank.balance, currency: world.bank.currency },
}));

/** user/transactions, section 5.13. */
export const transactions = defineAction(
  'user',
  'transactions',
  z.object({ page: ordinal.default(1) }),
  ({ page }, { world }) => ({
    kind: 'list',
    data: world.bank.transactions(page).map((transaction) => ({ ...transaction })),
  }),
);

/** abuse/get_abuse_report, section 5.14. A domain without a set report is in order. */
export const getAbuseReport = defineAction(
  'abuse',
  'get_abuse_report',
  z.object({ domain: domainName }),
  ({ domain }, { world }) => {
    if (world.portfolio.get(domain) === undefined) {
      return { kind: 'refused', reason: 'domain_not_in_account' };
    }
    return { kind: 'map', data: { domain, ...(world.abuseReport(domain) ?? NO_ABUSE) } };
  },
);

const NO_ABUSE = {
  scenario: { status: 'Normal', impact: 'No restriction', action: '' },
  hold: { state: 'none', pending_since: null, scheduled_at: null, applied_at: null },
  complaint: { case_count: 0, earliest_at: null, latest_at: null, categories: [] },
};
