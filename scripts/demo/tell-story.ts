import { setTimeout as pause } from 'node:timers/promises';
import { SidecarClient, type SidecarStatus } from './sidecar-client.js';
import type { Stage } from './stage.js';

/** Prints one line of the story. */
export type Tell = (line: string) => void;

/** A step of the story did not happen. */
export class StoryError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoryError';
  }
}

/** The address that all parties of the demo have: everything runs on this machine. */
const ADDRESS = '127.0.0.1';

/** A step takes at most a few checks, two seconds apart. */
const PATIENCE_MILLISECONDS = 20_000;
const LOOK_EVERY_MILLISECONDS = 100;

/**
 * The main job from end to end, each step checked as it is told.
 * @throws {StoryError} naming the first step that did not happen
 */
export async function tellStory(stage: Stage, tell: Tell): Promise<void> {
  const sidecar = new SidecarClient(stage);
  await saveSettings(stage, tell);
  await searchAndRegister(stage, tell);
  await greenCheck(sidecar, tell);
  await loseWhitelistEntry(stage, sidecar, tell);
  await mailToAdmin(stage, tell, /^NiceNIC refuses/);
  await mendWhitelist(stage, sidecar, tell);
  await mailToAdmin(stage, tell, /^NiceNIC works again/);
}

async function saveSettings({ whmcs, registrar, companion, url }: Stage, tell: Tell): Promise<void> {
  const form = {
    Username: registrar.account.username,
    APISecret: registrar.account.productionSecret ?? '',
    TestMode: false,
    SidecarUrl: url,
    SidecarToken: companion.folder.token.reveal(),
  };
  const wrong = await whmcs.saveSettings({ ...form, APISecret: ` ${form.APISecret}` });
  expect(!wrong.result.saved, 'settings with a space before the secret were refused');
  tell(`WHMCS: settings with a space before the API secret are refused: ${wrong.result.error ?? ''}`);
  const { result } = await whmcs.saveSettings(form);
  expect(result.saved, `the settings were saved (${result.error ?? 'no reason given'})`);
  tell('WHMCS: settings saved; NiceNIC accepted user name and secret in a live check.');
  await whmcs.cron();
  expect((await companion.settings.current()) !== null, 'cron handed the settings to the sidecar');
  tell('WHMCS cron: settings and own address handed to the sidecar.');
}

async function searchAndRegister({ whmcs, registrar }: Stage, tell: Tell): Promise<void> {
  const search = await whmcs.checkAvailability('companion-demo', ['.com', '.net']);
  const free = search.result.results.filter(({ status }) => status === 'STATUS_NOT_REGISTERED');
  expect(free.length === 2, `the search found both names free (${search.result.error ?? 'no error'})`);
  tell(
    `Customer: searches "companion-demo"; free: ${free.map(({ sld, tld }) => `${sld}.${tld}`).join(', ')}.`,
  );

  const id = await whmcs.addDomain({ domain: 'companion-demo.com', status: 'Pending' });
  const registered = await whmcs.call('RegisterDomain', id);
  expect(
    registered.result.outcome === 'success',
    `the domain was registered (${registered.result.error ?? 'no reason'})`,
  );
  tell(`WHMCS: companion-demo.com registered; status ${(await whmcs.domain(id)).status}.`);
  await whmcs.call('RegisterDomain', id);
  const charges = registrar.ledger('production').filter(({ domain }) => domain === 'companion-demo.com');
  expect(charges.length === 1, `a second click charged nothing (${charges.length} charges)`);
  tell('WHMCS: the button is clicked again; NiceNIC still shows one charge.');
}

async function greenCheck(sidecar: SidecarClient, tell: Tell): Promise<void> {
  const status = await until(
    sidecar,
    'a scheduled check was green',
    ({ state, lastCheck }) =>
      state === 'healthy' && lastCheck?.source === 'schedule' && lastCheck.outcome === 'good',
  );
  tell(`Sidecar: scheduled check green at ${status.lastCheck?.at ?? ''}.`);
}

async function loseWhitelistEntry({ registrar }: Stage, sidecar: SidecarClient, tell: Tell): Promise<void> {
  registrar.production.whitelist.remove(ADDRESS);
  tell(`NiceNIC: ${ADDRESS} is removed from the whitelist.`);
  const { incident } = await until(sidecar, 'the next checks failed', ({ state }) => state === 'failing');
  const [top, ...others] = incident?.diagnosis.causes ?? [];
  expect(
    top?.code === 'ip_not_whitelisted',
    `the top cause is ip_not_whitelisted (it is ${top?.code ?? 'none'})`,
  );
  expect(
    top.fix.some((step) => step.includes(ADDRESS)),
    `the steps name the address ${ADDRESS}`,
  );
  tell(
    `Sidecar: checks fail. Likely cause: ${top.title} (${top.code}, ${Math.round(top.confidence * 100)} %).`,
  );
  for (const sentence of top.evidence) tell(`  why: ${sentence}`);
  for (const step of top.fix) tell(`  do:  ${step}`);
  for (const { code, confidence } of others)
    tell(`  also possible: ${code} (${Math.round(confidence * 100)} %)`);
}

async function mailToAdmin({ whmcs }: Stage, tell: Tell, subject: RegExp): Promise<void> {
  await whmcs.cron();
  const mail = (await whmcs.mails()).findLast((sent) => subject.test(sent.subject));
  expect(mail !== undefined, `WHMCS sent the admin a mail with a subject like ${subject.source}`);
  tell(`WHMCS cron: mail to ${mail.to.join(', ')}`);
  tell(`  | Subject: ${mail.subject}`);
  for (const line of plainText(mail.message).split('\n')) tell(`  | ${line}`);
}

async function mendWhitelist({ registrar }: Stage, sidecar: SidecarClient, tell: Tell): Promise<void> {
  registrar.production.whitelist.add(ADDRESS);
  tell(`NiceNIC: ${ADDRESS} is on the whitelist again; the admin presses "Test now".`);
  await sidecar.check();
  await until(sidecar, 'the sidecar recovered', ({ state }) => state === 'healthy');
  tell('Sidecar: recovered after two good checks.');
}

async function until(
  sidecar: SidecarClient,
  what: string,
  holds: (status: SidecarStatus) => boolean,
): Promise<SidecarStatus> {
  const end = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const status = await sidecar.status();
    if (holds(status)) return status;
    if (Date.now() > end)
      throw new StoryError(`This did not happen in time: ${what}. Last seen: ${JSON.stringify(status)}`);
    await pause(LOOK_EVERY_MILLISECONDS);
  }
}

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) throw new StoryError(`This did not happen: ${what}.`);
}

/** What a mail reader makes of the message's HTML. */
function plainText(html: string): string {
  return html
    .replace(/<br\s*\/?>\r?\n?/gi, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&quot;/g, '"')
    .replace(/&#0?39;/g, "'")
    .replace(/&gt;/g, '>')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&');
}
