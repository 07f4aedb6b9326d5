import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startSimulator, type Simulator } from '../simulator/simulator.js';
import { startSidecar, temporaryFolder, testClock, type RunningSidecar } from '../support/running-sidecar.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { FakeSidecar, json, problem, succeeded } from './module-fake-sidecar.js';
import { installModule } from './module-installation.js';

const INFORMATION = 'POST /v1/actions/GetDomainInformation';
const NAMESERVERS = 'POST /v1/actions/GetNameservers';
const TRANSFER = 'POST /v1/actions/TransferSync';

const refusal = json(200, {
  ok: false,
  referenceId: 'ref-9',
  error: {
    code: 'domain_not_found',
    message: 'example.com is not in the production account demo-reseller.',
    publicMessage: 'This could not be done.',
    mayHaveExecuted: false,
  },
});

describe('what the module makes of the answers', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let id: number;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    id = await whmcs.addDomain({ domain: 'example.com', status: 'Active' });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(() => {
    sidecar.restore();
  });

  const information = (changes: object): void => {
    sidecar.on(
      INFORMATION,
      succeeded({ domain: 'example.com', nameservers: {}, status: null, expiryDate: null, ...changes }),
    );
  };

  describe('GetDomainInformation', () => {
    it('is an object of WHMCS with what is known', async () => {
      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(sidecar.onlyBody(INFORMATION)).toMatchObject({
        params: { domainid: id, domain: 'example.com', sld: 'example', tld: 'com' },
        context: { environment: 'web' },
      });
      expect(result.value).toEqual({
        domain: 'example.com',
        nameservers: { ns1: 'ns1.example.net', ns2: 'ns2.example.net' },
        registrationStatus: 'STATUS_ACTIVE',
        expiryDate: '2027-05-31',
        isIrtpEnabled: false,
        pendingSuspension: false,
        irtpVerificationTriggerFields: [],
      });
    });

    it('leaves unset what is not known', async () => {
      information({});

      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(Object.keys(result.value as object).sort()).toEqual([
        'domain',
        'irtpVerificationTriggerFields',
        'isIrtpEnabled',
        'nameservers',
        'pendingSuspension',
      ]);
    });

    it.each([
      ['expired', null, 'STATUS_EXPIRED', false],
      ['suspended', { state: 'applied' }, 'STATUS_SUSPENDED', false],
      ['active', { state: 'pending' }, 'STATUS_ACTIVE', true],
      ['of a later version', null, undefined, false],
    ])('says %s with the hold %j as %s', async (status, hold, constant, pending) => {
      information({ status, hold });

      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(result.value).toMatchObject({ pendingSuspension: pending });
      expect((result.value as { registrationStatus?: string }).registrationStatus).toBe(constant);
    });

    it('throws the text for customers, as WHMCS may show it to them', async () => {
      sidecar.on(INFORMATION, refusal);

      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(result.error).toBe('This could not be done. Reference: ref-9.');
    });

    it.each<[string, object]>([
      ['without a name', { domain: '' }],
      ['with a list of nameservers', { nameservers: ['ns1.example.net'] }],
      ['with a gap in the nameservers', { nameservers: { ns1: 'a.example', ns3: 'b.example' } }],
      [
        'with six nameservers',
        { nameservers: { ns1: 'a', ns2: 'b', ns3: 'c', ns4: 'd', ns5: 'e', ns6: 'f' } },
      ],
      ['without nameservers', { nameservers: undefined }],
      ['with a date that does not exist', { expiryDate: '2027-02-30' }],
    ])('does not believe an answer %s', async (_what, changes) => {
      information(changes);

      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(result.error).toBe(
        'The data of this domain cannot be read at the moment. Please try again in a few minutes.',
      );
    });

    it('shows customers no detail when the sidecar fails', async () => {
      sidecar.on(INFORMATION, problem(500, 'internal_error', 'at line 7'));

      const { result } = await whmcs.call('GetDomainInformation', id);

      expect(result.error).toMatch(/^The data of this domain cannot be read/);
    });
  });

  describe('GetNameservers', () => {
    it('is a map of nameservers and nothing else', async () => {
      const { result } = await whmcs.call('GetNameservers', id);

      expect(result.value).toEqual({ ns1: 'ns1.example.net', ns2: 'ns2.example.net' });
    });

    it('is an error that customers may read', async () => {
      sidecar.on(NAMESERVERS, refusal);

      const { result } = await whmcs.call('GetNameservers', id);

      expect(result.value).toEqual({ error: 'This could not be done. Reference: ref-9.' });
    });

    it('is an error when there are none', async () => {
      sidecar.on(NAMESERVERS, succeeded({}));

      const { result } = await whmcs.call('GetNameservers', id);

      expect(result.error).toMatch(/cannot be read/);
    });
  });

  describe('TransferSync', () => {
    const transfer = async (): Promise<number> =>
      whmcs.addDomain({ domain: 'moving.com', type: 'Transfer', status: 'Pending Transfer' });

    it('leaves a transfer pending', async () => {
      const domain = await transfer();

      const { result } = await whmcs.call('TransferSync', domain);

      expect(result.value).toEqual([]);
      expect(await whmcs.domain(domain)).toMatchObject({ status: 'Pending Transfer' });
    });

    it('completes it with its expiry date', async () => {
      sidecar.on(TRANSFER, succeeded({ completed: true, expirydate: '2028-02-29' }));
      const domain = await transfer();

      await whmcs.call('TransferSync', domain);

      expect(await whmcs.domain(domain)).toMatchObject({ status: 'Active', expirydate: '2028-02-29' });
    });

    it.each<[string, unknown]>([
      ['without a date', { completed: true }],
      ['with a date that does not exist', { completed: true, expirydate: '2027-02-29' }],
      ['that is not quite completed', { completed: 'yes', expirydate: '2027-02-28' }],
    ])('does not believe one %s', async (_what, result) => {
      sidecar.on(TRANSFER, succeeded(result));
      const domain = await transfer();

      const answer = await whmcs.call('TransferSync', domain);

      expect(answer.result.value).toEqual({ error: expect.stringContaining('agreed form') });
      expect(await whmcs.domain(domain)).toMatchObject({ status: 'Pending Transfer' });
    });

    it('changes nothing on a failure', async () => {
      sidecar.on(TRANSFER, refusal);
      const domain = await transfer();

      const { result } = await whmcs.call('TransferSync', domain);

      expect(Object.keys(result.value as object)).toEqual(['error']);
      expect(await whmcs.domain(domain)).toMatchObject({ status: 'Pending Transfer' });
    });
  });
});

describe('with the sidecar and the simulated registrar', () => {
  let registrar: Simulator;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sidecar: RunningSidecar;
  let whmcs: WhmcsInstallation;
  const clock = testClock();

  beforeAll(async () => {
    registrar = await startSimulator();
    folder = await temporaryFolder();
    sidecar = await startSidecar(registrar, { dataDir: folder.path, clock: clock.now });
    whmcs = await installModule(sidecar.url, {
      Username: registrar.account.username,
      APISecret: registrar.account.productionSecret ?? '',
      TestMode: false,
      SidecarToken: sidecar.companion.folder.token.reveal(),
    });
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.stop();
    await registrar.close();
    await folder.remove();
  });

  it('one cron run over fifty domains and two transfers reads the list once', async () => {
    registrar.production.portfolio.seed(250);
    registrar.production.portfolio.put({ domain: 'moved.com', expiredDate: '2031-05-06' });
    const names = Array.from(
      { length: 50 },
      (_none, index) => `portfolio-${String(index * 5 + 1).padStart(6, '0')}.com`,
    );
    await whmcs.addDomains(names.map((domain) => ({ domain, status: 'Active', expirydate: '2020-01-01' })));
    const transfers = await whmcs.addDomains(
      ['moved.com', 'moving.com'].map((domain) => ({
        domain,
        type: 'Transfer' as const,
        status: 'Pending Transfer',
      })),
    );

    // The check of the save has tried the list as well.
    registrar.log.clear();

    const { result } = await whmcs.cron();

    expect(result.report.filter(({ outcome }) => outcome !== 'success')).toEqual([]);
    expect(result.report).toHaveLength(52);
    expect(registrar.calls({ action: 'domain_list' })).toBe(3);
    const [moved, moving] = await Promise.all(transfers.map((id) => whmcs.domain(id)));
    expect(moved).toMatchObject({ status: 'Active', expirydate: '2031-05-06' });
    expect(moving).toMatchObject({ status: 'Pending Transfer' });
  });

  it('a page shows expiry date, nameservers and hold', async () => {
    registrar.production.portfolio.put({
      domain: 'held.com',
      expiredDate: '2030-02-03',
      nameservers: ['ns1.shop.example', 'ns2.shop.example.'],
      onHold: true,
    });
    registrar.production.setAbuseReport('held.com', {
      scenario: { status: 'ClientHold', impact: 'Currently restricted', action: 'Answer the complaint' },
      hold: { state: 'applied', pending_since: null, scheduled_at: null, applied_at: '2026-05-01 10:00:00' },
      complaint: { case_count: 1, earliest_at: null, latest_at: null, categories: ['phishing'] },
    });
    clock.offset += 20 * 60_000;
    const id = await whmcs.addDomain({ domain: 'held.com', status: 'Active' });

    const { result } = await whmcs.call('GetDomainInformation', id);

    expect(result.value).toMatchObject({
      domain: 'held.com',
      nameservers: { ns1: 'ns1.shop.example', ns2: 'ns2.shop.example' },
      registrationStatus: 'STATUS_SUSPENDED',
      expiryDate: '2030-02-03',
    });
    expect((await whmcs.call('GetNameservers', id)).result.value).toEqual({
      ns1: 'ns1.shop.example',
      ns2: 'ns2.shop.example',
    });
  });
});
