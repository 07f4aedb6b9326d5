import { beforeEach, describe, expect, test } from '@jest/globals';
import { renewal, TRANSFER_CODE, transferIn } from '../support/registration.js';
import { settingsFor, type Envelope } from '../support/running-sidecar.js';
import { impatientWithSilence } from '../support/patience.js';
import { useSidecar } from '../support/use-sidecar.js';

/** Ten pages; the oldest registration is at the end of the list that begins with the newest. */
const DOMAINS = 1_000;
const OLDEST = 'portfolio-000001.com';

/** The page where the name should be, and two neighbours. */
const MOST_PAGES = 3;

const stage = useSidecar({
  sidecar: (registrar) => ({ callLimits: impatientWithSilence(registrar) }),
  arrange: ({ production }) => {
    production.portfolio.seed(DOMAINS);
    const oldest = production.portfolio.get(OLDEST);
    if (oldest === undefined) throw new Error(`${OLDEST} is not among the seeded domains`);
    production.portfolio.put({ ...oldest, createdDate: '2001-05-01', expiredDate: '2027-05-01' });
  },
});

const pages = (): number => stage.registrar.calls({ action: 'domain_list' });
const charges = (): number => stage.registrar.ledger().length;
const renew = (expiry: string): Promise<Envelope> =>
  stage.sidecar.act('RenewDomain', renewal(OLDEST, expiry));
const code = (answer: Envelope): string => (answer.ok ? 'ok' : answer.error.code);

beforeEach(async () => {
  const { sidecar, registrar } = stage;
  await sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(registrar),
    context: { environment: 'cron' },
  });
  const { body } = await sidecar.ask('POST', '/v1/portfolio/refresh');
  expect(body).toMatchObject({ outcome: 'clean' });
  registrar.log.clear();
});

describe('with an index of the list', () => {
  test('the date to renew from is read from the page where the name is', async () => {
    expect(await renew('2027-05-01')).toMatchObject({ ok: true, result: { expiryDate: '2028-05-01' } });
    expect(pages()).toBeLessThanOrEqual(MOST_PAGES);
  });

  test('the date is that of now, not of the index', async () => {
    const known = stage.registrar.production.portfolio.get(OLDEST);
    if (known !== undefined)
      stage.registrar.production.portfolio.put({ ...known, expiredDate: '2028-05-01' });
    expect(code(await renew('2027-05-01'))).toBe('renewal_dates_differ');
    expect(charges()).toBe(0);
  });

  test('a renewal whose answer was lost is settled from that page', async () => {
    stage.registrar.faults.add({ kind: 'reset', when: 'after' }, { action: 'renew', times: 1 });
    expect(await renew('2027-05-01')).toMatchObject({ ok: true, result: { expiryDate: '2028-05-01' } });
    expect(pages()).toBeLessThanOrEqual(2 * MOST_PAGES);
    expect(charges()).toBe(1);
  });

  test('a name that is not in the list is not renewed', async () => {
    const answer = await stage.sidecar.act('RenewDomain', renewal('portfolio-000001a.com', '2027-05-01'));
    expect(code(answer)).toBe('domain_not_found');
    expect(pages()).toBeLessThanOrEqual(MOST_PAGES);
  });

  test('a name that is in the list is not transferred, another one is', async () => {
    const { registrar, sidecar } = stage;
    registrar.production.setAuthcode('from-elsewhere.com', TRANSFER_CODE);
    expect(code(await sidecar.act('TransferDomain', transferIn(OLDEST)))).toBe('domain_in_account');
    expect(await sidecar.act('TransferDomain', transferIn('from-elsewhere.com'))).toMatchObject({
      ok: true,
      result: { pending: true },
    });
    expect(pages()).toBeLessThanOrEqual(2 * MOST_PAGES);
    expect(charges()).toBe(1);
  });
});
