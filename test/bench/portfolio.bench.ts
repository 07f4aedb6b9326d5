/**
 * What questions about domains cost with the portfolio index, beside reading the list for each question, on the same
 * machine in the same run. `npm run bench:portfolio` asks for 50 Syncs of a cron run and 20 domain pages through the
 * sidecar's HTTP, 10,000 domains being in the account; `-- --domains N` changes the number. The registrar is the
 * simulator on loopback, which answers at once: with a real one each saved call saves its way there and back as well.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Secret } from '../../sidecar/config/secret.js';
import { findListedDomain } from '../../sidecar/nicenic/find-listed-domain.js';
import { CallGate } from '../../sidecar/nicenic/call-gate.js';
import { RegistrarClient } from '../../sidecar/nicenic/registrar-client.js';
import { sendOnce } from '../../sidecar/outbound/send-once.js';
import { PortfolioStore } from '../../sidecar/portfolio/portfolio-store.js';
import { openDatabase } from '../../sidecar/store/database.js';
import { startSimulator } from '../simulator/simulator.js';
import { settingsFor, startSidecar, testClock } from '../support/running-sidecar.js';
import { seededRandom } from '../support/seeded-random.js';

/** The figures to reach. */
const MOST_CALLS = 105;
const INDEX_READ_MILLISECONDS = 5;

const SYNCS = 50;
const PAGES = 20;
/** Every so many-th domain is on hold, and one page in seven shows such a one. */
const HELD_EVERY = 500;
const HELD_PAGE_EVERY = 7;
const INDEX_READS = 2_000;

/** Longer than what was read counts as the present state. */
const LATER_MILLISECONDS = 16 * 60_000;

const { values } = parseArgs({ options: { domains: { type: 'string', default: '10000' } } });
const count = Number(values.domains);
const { next: random } = seededRandom(1);
const nameOf = (index: number): string => `portfolio-${String(index + 1).padStart(6, '0')}.com`;
const anyName = (): string => nameOf(Math.floor(random() * count));
const heldName = (): string => nameOf(Math.floor((random() * count) / HELD_EVERY) * HELD_EVERY);

const registrar = await startSimulator();
registrar.production.portfolio.seed(count, (index) => ({ onHold: index % HELD_EVERY === 0 }));
// On the disk, as in use.
const dataDir = await mkdtemp(join(tmpdir(), 'companion-bench-'));
const clock = testClock();
const sidecar = await startSidecar(registrar, { dataDir, clock: clock.now, env: { LOG_LEVEL: 'error' } });

interface Question {
  readonly action: 'Sync' | 'GetDomainInformation';
  readonly environment: 'cron' | 'web';
  readonly domain: string;
}
const syncs: Question[] = Array.from({ length: SYNCS }, () => ({
  action: 'Sync',
  environment: 'cron',
  domain: anyName(),
}));
const pages: Question[] = Array.from({ length: PAGES }, (_none, index) => ({
  action: 'GetDomainInformation',
  environment: 'web',
  domain: index % HELD_PAGE_EVERY === 0 ? heldName() : anyName(),
}));

interface Round {
  readonly listCalls: number;
  readonly reports: number;
  readonly milliseconds: number;
  /** Of each question that needed no call, as seen by who asked over HTTP. */
  readonly fromIndex: readonly number[];
}

/** One after the other, as WHMCS asks. */
async function askAll(questions: readonly Question[]): Promise<Round> {
  registrar.log.clear();
  const fromIndex: number[] = [];
  const started = performance.now();
  for (const { action, environment, domain } of questions) {
    const before = registrar.calls();
    const asked = performance.now();
    const [sld = '', tld = ''] = domain.split('.');
    const { body } = await sidecar.ask('POST', `/v1/actions/${action}`, {
      settings: settingsFor(registrar),
      params: { domainid: 1, domain, sld, tld },
      context: { environment },
    });
    if (!(body as { ok: boolean }).ok) throw new Error(JSON.stringify(body));
    if (registrar.calls() === before) fromIndex.push(performance.now() - asked);
  }
  const milliseconds = performance.now() - started;
  await sidecar.companion.portfolio.idle();
  const reports = registrar.calls({ action: 'get_abuse_report' });
  return { listCalls: registrar.calls({ action: 'domain_list' }), reports, milliseconds, fromIndex };
}

const first = await askAll([...syncs, ...pages]);
clock.offset += LATER_MILLISECONDS;
const later = await askAll([...pages, ...syncs]);

// The way without an index: the list is read for each question until the name has come.
const client = new RegistrarClient(
  { production: registrar.urls.production, sandbox: registrar.urls.sandbox },
  (request) => sendOnce(request, { localAddress: null, ipFamily: 'auto', userAgent: 'bench' }),
  (text) => text,
  new CallGate(1_000, Date.now),
);
const credentials = {
  username: registrar.account.username,
  apiSecret: new Secret(registrar.account.productionSecret ?? ''),
  apiEnvironment: 'production' as const,
};
registrar.log.clear();
const startedPlain = performance.now();
let unanswered = 0;
for (const { domain } of [...syncs, ...pages]) {
  const looked = await findListedDomain(client, credentials, domain);
  if (!('found' in looked) || looked.found === null) unanswered += 1;
}
const plain = {
  listCalls: registrar.calls({ action: 'domain_list' }),
  milliseconds: performance.now() - startedPlain,
};
await sidecar.stop();

const database = await openDatabase(join(dataDir, 'companion.db'));
const store = new PortfolioStore(database, Date.now);
const reads: number[] = [];
for (let read = 0; read < INDEX_READS; read += 1) {
  const started = performance.now();
  const { domain } = await store.find(`production ${credentials.username}`, anyName());
  if (domain === null) throw new Error('A domain is missing from the index');
  reads.push(performance.now() - started);
}
await database.destroy();
await registrar.close();
await rm(dataDir, { recursive: true });

const calls = first.listCalls + first.reports;
const p95 = quantile(reads, 0.95);
print(`${count} domains, ${SYNCS} Sync + ${PAGES} domain pages, Node.js ${process.versions.node}`);
print('');
line('', 'list calls', 'abuse reports', 'ms in all', 'ms a question');
row('index, empty at first', first);
row('index, out of date, pages first', later);
row('list read for each question', { ...plain, reports: 0 });
line('ratio', ratio(plain.listCalls, first.listCalls), '', ratio(plain.milliseconds, first.milliseconds), '');
print('');
print(
  `From the index over HTTP: p50 ${ms(quantile(first.fromIndex, 0.5))}, p95 ${ms(quantile(first.fromIndex, 0.95))} (${first.fromIndex.length} questions)`,
);
print(`Index read alone: p50 ${ms(quantile(reads, 0.5))}, p95 ${ms(p95)} (${INDEX_READS} reads)`);
if (unanswered > 0) print(`Without the index ${unanswered} questions got no answer in time.`);
print('');
verdict(`registrar calls at most ${MOST_CALLS}`, calls <= MOST_CALLS, String(calls));
verdict(`index read p95 under ${INDEX_READ_MILLISECONDS} ms`, p95 < INDEX_READ_MILLISECONDS, ms(p95));

function quantile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? Number.NaN;
}

function row(name: string, round: Pick<Round, 'listCalls' | 'reports' | 'milliseconds'>): void {
  const each = round.milliseconds / (SYNCS + PAGES);
  line(name, String(round.listCalls), String(round.reports), round.milliseconds.toFixed(0), each.toFixed(1));
}

function line(name: string, list: string, reports: string, all: string, each: string): void {
  print(name.padEnd(34) + list.padStart(14) + reports.padStart(16) + all.padStart(12) + each.padStart(16));
}

function ratio(one: number, other: number): string {
  return `${(one / other).toFixed(1)} x`;
}

function ms(milliseconds: number): string {
  return `${milliseconds.toFixed(2)} ms`;
}

function verdict(figure: string, reached: boolean, value: string): void {
  print(`To reach: ${figure}. ${reached ? 'Reached' : 'Not reached'} (${value}).`);
  if (!reached) process.exitCode = 1;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
