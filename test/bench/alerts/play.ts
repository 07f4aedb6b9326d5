import { translatorFor } from '../../../sidecar/texts/translator.js';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { AlertChannel } from '../../../sidecar/alerts/alert-channel.js';
import { AlertStore } from '../../../sidecar/alerts/alert-store.js';
import { WebhookDelivery } from '../../../sidecar/alerts/webhook-delivery.js';
import type { PostJson } from '../../../sidecar/outbound/post-json.js';
import { IncidentStore } from '../../../sidecar/checks/incident-store.js';
import { observe, type Observation } from '../../../sidecar/checks/monitor.js';
import { MonitorStore } from '../../../sidecar/checks/monitor-store.js';
import { OutageTeller } from '../../../sidecar/checks/outage-teller.js';
import { Secret } from '../../../sidecar/config/secret.js';
import type { Diagnosis } from '../../../sidecar/diagnosis/diagnosis.js';
import { createLogger } from '../../../sidecar/log/logger.js';
import { Redactor } from '../../../sidecar/log/redactor.js';
import { openDatabase, type Database } from '../../../sidecar/store/database.js';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.js';

/** Where a run may die. Only between sending and recording may it cost a second message. */
const PLACES = [
  'in the transaction',
  'after it',
  'after the claim',
  'after sending',
  'after recording',
] as const;
type Place = (typeof PLACES)[number];

const CHANNELS: readonly AlertChannel[] = ['whmcs', 'webhook'];

const MINUTE = 60_000;

/** So long a later alert waits for one that does not get through. */
const DAY = 24 * 60 * MINUTE;

/** Of a hundred steps so many die at some place. */
const CRASHES_IN_A_HUNDRED = 8;

/** What came of it. */
export interface Played {
  readonly transitions: number;
  readonly crashes: Readonly<Record<Place, number>>;
  readonly channels: readonly {
    readonly channel: AlertChannel;
    readonly alerts: number;
    readonly messages: number;
    /** Alerts that no message came of. */
    readonly lost: number;
    /** Messages beyond the first of an alert. */
    readonly duplicates: number;
    /** Messages that came before that of an older alert of the last day. */
    readonly overtook: number;
    /** The sidecar or cron died so often between sending and recording. */
    readonly mayDuplicate: number;
  }[];
  /** Alerts that the state asked for and that are not in the outbox. */
  readonly notWritten: number;
  readonly seconds: number;
}

class Crash extends Error {}

/** One life of the sidecar: everything that is gone when it dies. */
interface Life {
  readonly database: Database;
  readonly alerts: AlertStore;
  readonly monitor: MonitorStore;
  readonly incidents: IncidentStore;
  readonly teller: OutageTeller;
}

const VERDICT: Diagnosis = {
  healthy: false,
  environment: 'production',
  causes: [
    {
      code: 'ip_not_whitelisted',
      confidence: 0.9,
      title: 'The address is not on the whitelist',
      evidence: [],
      against: [],
      fix: [],
      guideCause: 5,
    },
  ],
  questions: [],
  warnings: [],
  checklist: [],
  egress: [],
  attempts: [],
  apiCalls: 1,
};

const silent = new Writable({
  write(_chunk, _encoding, done) {
    done();
  },
});

/** Outages that come and go until there were so many transitions, amid deaths at every place; then all is delivered. */
export async function play(options: {
  readonly transitions: number;
  readonly seed: number;
}): Promise<Played> {
  const started = performance.now();
  const random = seededRandom(options.seed);
  const folder = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'companion-alerts-'));
  const file = join(folder, 'companion.db');
  const time = { now: Date.parse('2026-01-01T00:00:00Z') };
  const clock = (): number => time.now;
  const stage = new Stage(random);
  const logger = createLogger('silent', new Redactor(), silent);
  const born = async (): Promise<Life> => {
    const database = await openDatabase(file);
    const alerts = new AlertStore(database, clock, CHANNELS);
    const monitor = new MonitorStore(database, clock);
    const incidents = new IncidentStore(database, clock);
    return { database, alerts, monitor, incidents, teller: new OutageTeller(alerts, monitor) };
  };
  let life = await born();
  const inLife = async (work: (current: Life) => Promise<void>): Promise<void> => {
    try {
      await work(life);
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await life.database.destroy();
      life = await born();
    }
  };
  try {
    while (stage.transitions < options.transitions) {
      time.now += random.pick([1, 5, 5, 60, 600]) * MINUTE;
      stage.draw();
      await inLife((current) => stage.check(current, clock()));
      await inLife((current) => stage.carryToWhmcs(current, clock()));
      await inLife(({ alerts }) => stage.post(new WebhookDelivery(...stage.webhook(alerts, clock, logger))));
    }
    stage.calm();
    for (let round = 0; round < 3; round += 1) {
      // Claims of the dead lapse, and pauses after failures end.
      time.now += 120 * MINUTE;
      await stage.carryToWhmcs(life, clock());
      for (let batch = 0; batch < 100; batch += 1)
        await stage.post(new WebhookDelivery(...stage.webhook(life.alerts, clock, logger)));
    }
    return await stage.result(life, (performance.now() - started) / 1_000);
  } finally {
    await life.database.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}

class Stage {
  transitions = 0;
  #doom: Place | null = null;
  /** Which carrier dies, where the place is one of its. */
  #doomed: AlertChannel = 'whmcs';
  #calm = false;
  readonly #crashes: Record<Place, number> = {
    'in the transaction': 0,
    'after it': 0,
    'after the claim': 0,
    'after sending': 0,
    'after recording': 0,
  };
  readonly #messages: Record<AlertChannel, Map<number, number>> = { whmcs: new Map(), webhook: new Map() };
  /** When the first message of each alert came, in the order in which they came. */
  readonly #first: Record<AlertChannel, Map<number, number>> = { whmcs: new Map(), webhook: new Map() };
  readonly #mayDuplicate: Record<AlertChannel, number> = { whmcs: 0, webhook: 0 };
  /** References of the checks that asked for an alert and were kept. */
  readonly #asked = new Set<string>();
  #bad = false;
  #reference = 0;

  constructor(private readonly random: SeededRandom) {}

  /** Where this step dies, if it does. */
  draw(): void {
    this.#doom = this.random.next() * 100 < CRASHES_IN_A_HUNDRED ? this.random.pick(PLACES) : null;
    this.#doomed = this.random.pick(CHANNELS);
    if (this.random.next() < 0.5) this.#bad = !this.#bad;
  }

  calm(): void {
    this.#calm = true;
    this.#doom = null;
  }

  /** Check -> monitor -> incident -> alert in one transaction, as CheckService does it. */
  async check({ database, monitor, incidents, teller }: Life, at: number): Promise<void> {
    this.#reference += 1;
    const referenceId = `check-${this.#reference}`;
    const observation: Observation = {
      at,
      outcome: this.#bad ? 'bad' : 'good',
      cause: this.#bad ? 'ip_not_whitelisted' : null,
      definite: true,
    };
    const transition = await database.transaction().execute(async (transaction) => {
      const step = observe(await monitor.read(transaction), observation);
      await monitor.write(transaction, step, referenceId);
      let incidentId = (await incidents.findOpen(transaction))?.id ?? null;
      const { event } = step;
      if (event?.kind === 'opened')
        incidentId = await incidents.open(transaction, event.failingSince, event.cause, VERDICT);
      if (event?.kind === 'recovered' && incidentId !== null) await incidents.close(transaction, incidentId);
      const verdict = this.#bad ? VERDICT : { ...VERDICT, healthy: true };
      const told = await teller.tell(transaction, step, verdict, {
        outcome: observation.outcome,
        incidentId,
        referenceId,
        at,
      });
      this.dieAt('in the transaction');
      return { changed: step.transition !== null, told };
    });
    if (transition.changed) this.transitions += 1;
    if (transition.told) this.#asked.add(referenceId);
    this.dieAt('after it');
  }

  /** As WHMCS's cron does it through the routes: claim, mail, report. */
  async carryToWhmcs({ alerts }: Life, at: number): Promise<void> {
    for (const { id } of await alerts.due('whmcs', 100)) {
      const token = await alerts.claim(id, 'whmcs');
      if (token === null) continue;
      this.dieAt('after the claim', 'whmcs');
      this.receive('whmcs', id, at);
      this.dieAt('after sending', 'whmcs');
      await alerts.delivered(id, token);
      this.dieAt('after recording', 'whmcs');
    }
  }

  async post(delivery: WebhookDelivery): Promise<void> {
    await delivery.run();
    this.dieAt('after recording', 'webhook');
  }

  webhook(
    alerts: AlertStore,
    clock: () => number,
    logger: ReturnType<typeof createLogger>,
  ): ConstructorParameters<typeof WebhookDelivery> {
    const post = (_url: string, body: string): ReturnType<PostJson> => {
      this.dieAt('after the claim', 'webhook');
      this.receive('webhook', (JSON.parse(body) as { id: number }).id, clock());
      this.dieAt('after sending', 'webhook');
      // A receiver that is down now and then.
      const refuses = !this.#calm && this.random.next() < 0.1;
      return Promise.resolve({ problem: refuses ? { kind: 'refused', status: 503 } : null });
    };
    const webhook = { url: new Secret('http://127.0.0.1/'), secret: null, format: 'json' } as const;
    return [webhook, { alerts, post, clock, logger, texts: translatorFor('en') }];
  }

  async result({ database }: Life, seconds: number): Promise<Played> {
    const rows = await database
      .selectFrom('alerts')
      .select(['id', 'channel', 'reference_id', 'attempts', 'created_at'])
      .execute();
    const written = new Set(rows.map(({ reference_id }) => reference_id));
    return {
      transitions: this.transitions,
      crashes: this.#crashes,
      channels: CHANNELS.map((channel) => {
        const own = rows.filter((row) => row.channel === channel);
        const messages = this.#messages[channel];
        const times = own.map(({ id }) => messages.get(id) ?? 0);
        const sent = times.reduce((sum, count) => sum + count, 0);
        // A receiver that took the message and answered with an error is sent it again, as it asked for.
        const refused = own.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
        const lost = times.filter((count) => count === 0).length;
        return {
          channel,
          alerts: own.length,
          messages: sent,
          lost,
          duplicates: sent - refused - (own.length - lost),
          overtook: this.overtakings(channel, new Map(own.map(({ id, created_at }) => [id, created_at]))),
          mayDuplicate: this.#mayDuplicate[channel],
        };
      }),
      notWritten: [...this.#asked].filter((reference) => !written.has(reference)).length,
      seconds,
    };
  }

  private receive(channel: AlertChannel, id: number, at: number): void {
    const messages = this.#messages[channel];
    messages.set(id, (messages.get(id) ?? 0) + 1);
    const first = this.#first[channel];
    if (!first.has(id)) first.set(id, at);
  }

  private overtakings(channel: AlertChannel, createdAt: ReadonlyMap<number, number>): number {
    const waiting = new Set(createdAt.keys());
    return [...this.#first[channel]].filter(([id, at]) => {
      waiting.delete(id);
      return [...waiting].some((older) => older < id && at - (createdAt.get(older) ?? 0) < DAY);
    }).length;
  }

  private dieAt(place: Place, channel?: AlertChannel): void {
    if (this.#doom !== place || (channel !== undefined && channel !== this.#doomed)) return;
    this.#doom = null;
    this.#crashes[place] += 1;
    if (place === 'after sending' && channel !== undefined) this.#mayDuplicate[channel] += 1;
    throw new Crash();
  }
}
