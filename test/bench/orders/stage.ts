import { createServer } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import { startSimulator, type Simulator } from '../../simulator/simulator.js';
import { TRANSFER_CODE } from '../../support/registration.js';
import {
  settingsFor,
  startSidecar,
  temporaryFolder,
  testClock,
  type RunningSidecar,
  type TestClock,
} from '../../support/running-sidecar.js';
import { serve, TOKEN, type SidecarProcess } from '../../support/sidecar-process.js';
import { WhmcsInstallation } from '../../whmcs/whmcs-installation.js';
import { FIRST_EXPIRY, FUNCTION, paramsOf, type PlannedOrder } from './plan.js';

const answerSchema = z.union([
  z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) }),
  z.object({ ok: z.literal(false), error: z.object({ code: z.string() }) }),
]);

/** What WHMCS was told: it went through, it did not (or may not have), or nothing because the sidecar died. */
export type Told = 'through' | 'failed' | 'nothing';

/** A shop, a sidecar that can be killed, and the simulated registrar, whose clock is the sidecar's. */
export class Stage {
  readonly clock: TestClock;
  readonly registrar: Simulator;
  readonly whmcs: WhmcsInstallation;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly #env: Readonly<Record<string, string>>;
  readonly #whmcsIds = new Map<string, number>();
  #url = '';
  #process: SidecarProcess | null = null;

  private constructor(
    parts: Pick<Stage, 'clock' | 'registrar' | 'whmcs'>,
    folder: Awaited<ReturnType<typeof temporaryFolder>>,
    env: Readonly<Record<string, string>>,
  ) {
    ({ clock: this.clock, registrar: this.registrar, whmcs: this.whmcs } = parts);
    this.#folder = folder;
    this.#env = env;
  }

  /** Sets up the shop with its domains and a registrar that has those to renew. */
  static async create(orders: readonly PlannedOrder[]): Promise<Stage> {
    const clock = testClock();
    const registrar = await startSimulator({ now: () => new Date(clock.now()), balance: 1_000_000 });
    for (const { kind, domain } of orders) {
      if (kind === 'renew')
        registrar.production.portfolio.put({ domain, createdDate: '2020-03-01', expiredDate: FIRST_EXPIRY });
      if (kind === 'transfer') registrar.production.setAuthcode(domain, TRANSFER_CODE);
    }
    const port = await freePort();
    const env = {
      COMPANION_LISTEN: `127.0.0.1:${port}`,
      COMPANION_TOKEN: TOKEN,
      COMPANION_CHECK_SCHEDULE: '0 0 1 1 *',
      COMPANION_EGRESS_URLS: 'off',
      COMPANION_CALLS_PER_SECOND: '1000',
      NICENIC_PRODUCTION_URL: registrar.urls.production,
      NICENIC_SANDBOX_URL: registrar.urls.sandbox,
      LOG_LEVEL: 'silent',
    };
    const whmcs = await WhmcsInstallation.create({
      modules: [join(import.meta.dirname, '../../../whmcs-module')],
    });
    const stage = new Stage({ clock, registrar, whmcs }, await temporaryFolder(), env);
    await stage.start();
    await stage.stockShop(
      orders.filter(({ throughPhp }) => throughPhp),
      `http://127.0.0.1:${port}`,
    );
    return stage;
  }

  /** Starts the sidecar as a process of its own, unless it runs. */
  async start(): Promise<void> {
    if (this.#process !== null) return;
    this.#process = await serve({ ...this.#env, COMPANION_DATA_DIR: this.#folder.path });
    this.#url = this.#process.url;
  }

  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
    this.#process = null;
  }

  /** Starts the sidecar in this process, where its clock can be set. */
  async startWithin(): Promise<RunningSidecar> {
    const sidecar = await startSidecar(this.registrar, {
      dataDir: this.#folder.path,
      clock: this.clock.now,
      env: this.#env,
    });
    this.#url = sidecar.url;
    await sidecar.ask('PUT', '/v1/settings', { settings: settingsFor(this.registrar) });
    return sidecar;
  }

  /** One click; `expiryDate` is what WHMCS believes a renewed name to expire on. */
  async click(order: PlannedOrder, place: number, expiryDate?: string): Promise<Told> {
    const whmcsId = this.#whmcsIds.get(order.domain);
    if (whmcsId !== undefined && expiryDate === undefined) {
      const { result } = await this.whmcs.call(FUNCTION[order.kind], whmcsId);
      return result.outcome === 'failed' ? 'failed' : 'through';
    }
    const id = whmcsId ?? place + 1_000_000;
    const body = { settings: settingsFor(this.registrar), params: paramsOf(order, id, expiryDate) };
    const answered = await fetch(`${this.#url}/v1/actions/${FUNCTION[order.kind]}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${TOKEN}`, 'Content-Type': 'application/json', Connection: 'close' },
      body: JSON.stringify(body),
    })
      .then((response) => response.json())
      .catch(() => null);
    if (answered === null) return 'nothing';
    return answerSchema.parse(answered).ok ? 'through' : 'failed';
  }

  /** How often an order was charged. */
  charges({ kind, domain }: PlannedOrder): number {
    return this.registrar.ledger().filter((charge) => charge.domain === domain && charge.action === kind)
      .length;
  }

  async close(): Promise<void> {
    await this.kill();
    await this.whmcs.remove();
    await this.registrar.close();
    await this.#folder.remove();
  }

  private async stockShop(orders: readonly PlannedOrder[], url: string): Promise<void> {
    const { username, productionSecret } = this.registrar.account;
    const { result } = await this.whmcs.saveSettings({
      Username: username,
      APISecret: productionSecret ?? '',
      TestMode: false,
      SidecarUrl: url,
      SidecarToken: TOKEN,
    });
    if (!result.saved) throw new Error(`WHMCS refused the settings: ${result.error ?? ''}`);
    const ids = await this.whmcs.addDomains(
      orders.map(({ kind, domain }) => ({
        domain,
        status: kind === 'renew' ? 'Active' : 'Pending',
        type: kind === 'transfer' ? ('Transfer' as const) : ('Register' as const),
        ...(kind === 'renew' ? { expirydate: FIRST_EXPIRY } : {}),
        ...(kind === 'transfer' ? { eppcode: TRANSFER_CODE.replaceAll('&', '&amp;') } : {}),
        // NiceNIC documents sixteen characters for a name.
        client: { firstname: 'Ada', lastname: 'Byron' },
      })),
    );
    for (const [place, { domain }] of orders.entries()) this.#whmcsIds.set(domain, ids[place] ?? 0);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
