import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { causeInEnglish } from '../support/in-english.js';
import type { WhmcsInstallation } from '../whmcs/whmcs-installation.js';
import { body, FakeSidecar, json, problem, reset } from './module-fake-sidecar.js';
import type { Reply } from './module-fake-sidecar.js';
import { installModule, SETTINGS } from './module-installation.js';
import { noteFile, noteFolder, readNote, writeNote } from './module-notes.js';

const PUT_SETTINGS = 'PUT /v1/settings';
const ALERTS = 'GET /v1/alerts?state=pending';

const UNREACHABLE = causeInEnglish('sidecar_unreachable', null);

const now = (): number => Math.floor(Date.now() / 1000);

describe('cron without a usable answer of the sidecar', () => {
  let sidecar: FakeSidecar;
  let whmcs: WhmcsInstallation;
  let note: string;
  let recovery: string;

  beforeAll(async () => {
    sidecar = await FakeSidecar.start();
    whmcs = await installModule(sidecar.url);
    note = noteFile(whmcs, 'sidecar-outage');
    recovery = noteFile(whmcs, 'sidecar-recovery');
  });

  afterAll(async () => {
    await whmcs.remove();
    await sidecar.close();
  });

  beforeEach(async () => {
    sidecar.restore();
    for (const file of [note, recovery]) rmSync(file, { force: true, recursive: true });
    await whmcs.configure({ localApiFailures: {} });
  });

  /** Runs cron so often; what was mailed, noted and notified meanwhile. */
  async function told(runs: number, daily = false) {
    const before = await counts();
    for (let run = 0; run < runs; run++) await whmcs.cron({ daily, sync: false });
    const [mails, notes, notifications] = [
      await whmcs.mails(),
      await whmcs.activityLog(),
      await whmcs.notifications(),
    ];
    return {
      mails: mails.slice(before.mails).filter(({ subject }) => subject.startsWith('NiceNIC')),
      notes: notes.slice(before.notes).map(({ message }) => message),
      notifications: notifications.slice(before.notifications),
    };
  }

  const counts = async () => ({
    mails: (await whmcs.mails()).length,
    notes: (await whmcs.activityLog()).length,
    notifications: (await whmcs.notifications()).length,
  });

  it('tells the administrators at the third run, once, in the words of the catalogue, and when it is over', async () => {
    sidecar.onEverything(reset);

    expect(await told(2)).toEqual({ mails: [], notes: [], notifications: [] });
    const third = await told(1);
    expect(await told(3)).toEqual({ mails: [], notes: [], notifications: [] });

    expect(third.mails).toMatchObject([
      { type: 'system', subject: `NiceNIC Companion: ${UNREACHABLE.title}` },
    ]);
    const text = third.mails[0]?.message ?? '';
    expect(text).toMatch(/^Since \d{4}-\d\d-\d\d \d\d:\d\d UTC, 3 cron runs in a row\.<br>/);
    expect(text).toContain(`What to do: ${UNREACHABLE.fix.join(' ')} [sidecar_unreachable]`);
    expect(third.notes).toEqual([expect.stringContaining('3 cron runs in a row.')]);
    expect(third.notifications).toMatchObject([
      {
        notification_identifier: 'niceniccompanion.alert',
        title: `NiceNIC Companion: ${UNREACHABLE.title}`,
        status: 'Failing',
        statusStyle: 'danger',
      },
    ]);

    sidecar.restore();
    writeNote(note, { ...(readNote(note) as object), since: now() - 7_500 });
    expect(await told(1)).toEqual({ mails: [], notes: [], notifications: [] });
    const over = await told(1);
    expect(over.mails).toMatchObject([
      {
        subject: 'NiceNIC Companion: the sidecar works again',
        message: expect.stringContaining('It was out of reach for 2 hours 5 minutes, since '),
      },
    ]);
    expect(over.notifications).toMatchObject([{ status: 'Solved', statusStyle: 'success' }]);
    expect(await told(1)).toEqual({ mails: [], notes: [], notifications: [] });
  });

  it('begins to count anew after a run that reached it, and tells nothing of what was too short', async () => {
    sidecar.onEverything(reset);
    await told(2);
    sidecar.restore();
    expect(await told(1)).toEqual({ mails: [], notes: [], notifications: [] });
    sidecar.onEverything(reset);

    expect(await told(2)).toEqual({ mails: [], notes: [], notifications: [] });
  });

  it.each<[string, string, Reply]>([
    ['the page of a gateway', PUT_SETTINGS, body(502, 'text/html', '<html>Bad Gateway</html>')],
    ['an error of its own for the settings', PUT_SETTINGS, problem(500, 'internal', 'Database is locked')],
    ['an error of its own for the alerts', ALERTS, problem(503, 'internal', 'Shutting down')],
    ['alerts that are none', ALERTS, json(200, { status: 'ok' })],
  ])('counts %s', async (_, route, reply) => {
    sidecar.on(route, reply);

    await told(1);

    expect(readNote(note)).toMatchObject({ failedRuns: 1 });
  });

  it.each<[string, Reply]>([
    ['JSON of another program', json(404, { error: 'Not found' })],
    ['JSON of another program that says all is well', json(200, { status: 'ok' })],
    ['a problem document of a gateway', json(403, { title: 'Forbidden', detail: 'No access' })],
  ])('takes %s for no answer of the sidecar', async (_, reply) => {
    sidecar.onEverything(reply);
    expect((await told(3)).mails).toHaveLength(1);
    // Nor for the end of the outage.
    expect((await told(3)).mails).toEqual([]);
    expect(readNote(note)).toMatchObject({ failedRuns: 6 });
  });

  it('counts a refusal of the settings as an answer, and a refused token not', async () => {
    sidecar.on(PUT_SETTINGS, problem(422, 'invalid_settings', 'User name is empty'));
    await told(1);
    expect(() => readNote(note)).toThrow('ENOENT');

    writeNote(note, { failedRuns: 2, since: now() - 600, tellAt: 3 });
    sidecar.onEverything(problem(401, 'unauthorized', 'Wrong token'));
    const { mails } = await told(1);
    expect(mails[0]?.message).toContain('refuses SidecarToken');
  });

  it('tries again, ever more rarely, when the mail does not go out', async () => {
    await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Mail server refused' } });
    sidecar.onEverything(reset);

    const first = await told(5);
    expect(first.notes).toEqual([expect.stringContaining('could not be mailed (Mail server refused)')]);
    expect(first.notifications).toEqual([]);

    await whmcs.configure({ localApiFailures: {} });
    expect((await told(1)).mails).toHaveLength(1);
  });

  describe('once it is over', () => {
    const lasted = { since: now() - 7_500, failedRuns: 9, tellAt: 0, goodRuns: 1 };
    const subjects = async (runs: number): Promise<string[]> =>
      (await told(runs)).mails.map(({ subject }) => subject);

    it('tries again, ever more rarely, to tell so, with the time at which it was over', async () => {
      writeNote(note, lasted);
      await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Mail server refused' } });
      const inVain = await told(3);
      expect(inVain.notes).toEqual([
        expect.stringContaining('could not be mailed (Mail server refused)'),
        expect.stringContaining('could not be mailed (Mail server refused)'),
      ]);

      await whmcs.configure({ localApiFailures: {} });
      writeNote(recovery, { ...(readNote(recovery) as object), until: lasted.since + 3_600 });
      const { mails } = await told(1);
      expect(mails).toMatchObject([
        {
          subject: 'NiceNIC Companion: the sidecar works again',
          message: expect.stringContaining('It was out of reach for 1 hour, since '),
        },
      ]);
      expect(await subjects(3)).toEqual([]);
    });

    it('still tells so after a run that failed, and not any more when the next outage was told', async () => {
      const owed = async (failingRuns: number): Promise<string[]> => {
        writeNote(note, lasted);
        await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Mail server refused' } });
        await told(1);
        await whmcs.configure({ localApiFailures: {} });
        sidecar.onEverything(reset);
        const meanwhile = await subjects(failingRuns);
        sidecar.restore();
        return [...meanwhile, ...(await subjects(3))];
      };
      const works = 'NiceNIC Companion: the sidecar works again';

      expect(await owed(1)).toEqual([works]);
      expect(await owed(3)).toEqual([`NiceNIC Companion: ${UNREACHABLE.title}`, works]);
    });

    it('tells so also where nobody could be told of the outage while it lasted', async () => {
      await whmcs.configure({ localApiFailures: { SendAdminEmail: 'Mail server refused' } });
      sidecar.onEverything(reset);
      await told(4);
      await whmcs.configure({ localApiFailures: {} });
      sidecar.restore();

      expect(await subjects(3)).toEqual(['NiceNIC Companion: the sidecar works again']);
    });

    it('tells so also in a maintenance, where the outage was told before it', async () => {
      const status = noteFile(whmcs, 'status');
      const pausedUntil = new Date(Date.now() + 600_000).toISOString();
      const answer = { state: 'paused', pausedUntil };
      writeNote(status, { triedAt: now(), status: answer });
      sidecar.on('GET /v1/status', json(200, answer));
      writeNote(note, lasted);
      const told = await subjects(1);
      writeNote(note, { ...lasted, tellAt: 18 });
      const untold = await subjects(1);
      rmSync(status);

      expect(told).toEqual(['NiceNIC Companion: the sidecar works again']);
      expect(untold).toEqual([]);
    });

    it('takes a sidecar that dies again and again for one outage', async () => {
      const meanwhile: string[] = [];
      for (let time = 0; time < 4; time++) {
        sidecar.onEverything(reset);
        meanwhile.push(...(await subjects(3)));
        sidecar.restore();
        meanwhile.push(...(await subjects(1)));
      }

      expect(meanwhile).toEqual([`NiceNIC Companion: ${UNREACHABLE.title}`]);
    });

    it('forgets it when the module is given up', async () => {
      writeNote(note, lasted);
      writeNote(recovery, { since: lasted.since, until: now(), runs: 0, tellAt: 1 });
      await whmcs.deactivate();
      await whmcs.activate();
      await told(1);
      await whmcs.saveSettings({ ...SETTINGS, SidecarUrl: sidecar.url });

      expect(existsSync(note)).toBe(false);
      expect(existsSync(recovery)).toBe(false);
    });

    it('tells so after a run that died on the way', async () => {
      writeNote(recovery, { since: lasted.since, until: now() - 300, runs: 1, tellAt: 2 });

      expect(await subjects(2)).toEqual(['NiceNIC Companion: the sidecar works again']);
    });

    it.each([
      '',
      'garbage',
      '<?php exit; ?>\n{"since":-1,"until":2,"runs":1,"tellAt":1}',
      '<?php exit; ?>\n[]',
    ])('takes the note %j for none', async (content) => {
      writeFileSync(recovery, content);

      expect(await subjects(1)).toEqual([]);
    });
  });

  it('leaves it to a later run when this one dies before the mail is out', async () => {
    sidecar.onEverything(reset);
    writeNote(note, { failedRuns: 2, since: now() - 600, tellAt: 3 });
    // The entry in the activity log comes right after the mail.
    const seen = join(noteFolder(whmcs), 'seen.php');
    const hooks = join(whmcs.root, 'includes/hooks');
    mkdirSync(hooks, { recursive: true });
    const hook = join(hooks, 'watch.php');
    writeFileSync(hook, `<?php add_hook('LogActivity', 1, function () { copy('${note}', '${seen}'); });`);

    expect((await told(1)).mails).toHaveLength(1);
    rmSync(hook);

    expect(readNote(seen)).toMatchObject({ failedRuns: 3, tellAt: 6 });
    expect(readNote(note)).toMatchObject({ failedRuns: 3, tellAt: 0 });
  });

  it('tells nothing during a maintenance that the sidecar told of, and of what lasts longer then', async () => {
    sidecar.onEverything(reset);
    const status = noteFile(whmcs, 'status');
    const pausedUntil = (seconds: number): void => {
      const end = new Date(Date.now() + seconds * 1_000).toISOString();
      writeNote(status, { triedAt: now(), status: { state: 'paused', pausedUntil: end } });
    };
    pausedUntil(600);
    expect(await told(4)).toEqual({ mails: [], notes: [], notifications: [] });
    pausedUntil(-1);
    const { mails } = await told(1);
    rmSync(status);

    expect(mails).toHaveLength(1);
    expect(mails[0]?.message).toContain('5 cron runs in a row.');
  });

  it('takes a notification that fails for a detail: one mail, one line about it', async () => {
    await whmcs.configure({ localApiFailures: { TriggerNotificationEvent: 'No such rule' } });
    sidecar.onEverything(reset);
    writeNote(note, { failedRuns: 2, since: now() - 600, tellAt: 3 });

    const { mails, notes } = await told(2);

    expect(mails).toHaveLength(1);
    expect(notes).toEqual([
      expect.stringContaining('in a row'),
      expect.stringContaining('but not the notification (No such rule)'),
    ]);
  });

  it.each([
    '',
    'garbage',
    '<?php exit; ?>\n{"failedRuns":"9","since":1,"tellAt":3}',
    '<?php exit; ?>\n[9,9,9]',
  ])('takes the note %j for none', async (content) => {
    writeFileSync(note, content);
    sidecar.on(PUT_SETTINGS, reset);

    await told(1);

    expect(readNote(note)).toMatchObject({ failedRuns: 1 });
  });

  it('mails nothing where the count cannot be kept, and notes that once a day', async () => {
    sidecar.on(PUT_SETTINGS, reset);
    rmSync(noteFolder(whmcs), { recursive: true });
    writeFileSync(noteFolder(whmcs), '');

    expect(await told(4)).toEqual({ mails: [], notes: [], notifications: [] });
    const { mails, notes } = await told(1, true);

    expect(mails).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(
        /cannot be counted.*write into the folder \/.*\/state\..*\[sidecar_unreachable\]/,
      ),
    ]);
  });
});
