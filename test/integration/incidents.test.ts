import { beforeEach, describe, expect, test } from '@jest/globals';
import { settingsFor, startSidecar, temporaryFolder } from '../support/running-sidecar.js';
import { useSidecar } from '../support/use-sidecar.js';

const stage = useSidecar();

const MINUTE = 60_000;

async function check(settings = {}): Promise<void> {
  await stage.sidecar.ask('PUT', '/v1/settings', {
    settings: settingsFor(stage.registrar, settings),
    context: { environment: 'cron' },
  });
  stage.clock.offset += 5 * MINUTE;
  expect((await stage.sidecar.ask('POST', '/v1/checks')).status).toBe(200);
}

/** An outage from its beginning to its end. */
async function outage(): Promise<void> {
  for (const settings of [{ apiSecret: 'not-the-right-one' }, { apiSecret: 'not-the-right-one' }, {}, {}])
    await check(settings);
}

interface Listed {
  readonly id: number;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly notes: readonly { readonly at: string; readonly note: string }[];
}

async function list(query = ''): Promise<{ incidents: Listed[]; nextCursor: number | null }> {
  return (await stage.sidecar.ask('GET', `/v1/incidents${query}`)).body as {
    incidents: Listed[];
    nextCursor: number | null;
  };
}

async function exported(format: string): Promise<{ type: string | null; text: string }> {
  const answer = await fetch(`${stage.sidecar.url}/v1/incidents/export?format=${format}`, {
    headers: {
      Authorization: `Bearer ${stage.sidecar.companion.folder.token.reveal()}`,
      Connection: 'close',
    },
  });
  return { type: answer.headers.get('content-type'), text: await answer.text() };
}

const importing = (body: unknown): ReturnType<typeof stage.sidecar.ask> =>
  stage.sidecar.ask('POST', '/v1/incidents/import', body);

const note = (id: number | string, text: unknown): ReturnType<typeof stage.sidecar.ask> =>
  stage.sidecar.ask('POST', `/v1/incidents/${id}/notes`, { note: text });

/** An incident of another installation. */
const FOREIGN = {
  openedAt: '2026-02-01T10:05:00.000Z',
  failingSince: '2026-02-01T10:00:00.000Z',
  closedAt: '2026-02-01T12:00:00.000Z',
  causeCode: 'ip_not_whitelisted',
  environment: 'production',
  notes: [{ at: '2026-02-01T11:00:00.000Z', note: 'Ticket 4711' }],
};

describe('notes', () => {
  beforeEach(outage);

  test('stand beside the incident in the order they were written, in one line each', async () => {
    const [incident] = (await list()).incidents;
    expect(incident?.notes).toEqual([]);
    expect((await note(incident?.id ?? 0, '  The address\n\tchanged again. ')).status).toBe(200);
    await note(incident?.id ?? 0, '<b>Called</b> NiceNIC');
    await note(incident?.id ?? 0, 'a\u0000b \u001b[31mred\u202e');
    const { notes } = (await list()).incidents[0] ?? { notes: [] };
    expect(notes.map(({ note: text }) => text)).toEqual([
      'The address changed again.',
      '<b>Called</b> NiceNIC',
      'a b [31mred',
    ]);
    expect(Date.parse(notes[0]?.at ?? '')).toBeGreaterThan(Date.parse(incident?.closedAt ?? ''));
  });

  test.each([
    ['of an incident that is not there', 999, 'words', 404, 'incident_not_found'],
    ['of no number', 'x', 'words', 422, 'invalid_parameter'],
    ['without words', 1, ' \n\u0000', 422, 'invalid_parameter'],
    ['that are too long', 1, 'x'.repeat(2_001), 422, 'invalid_parameter'],
    ['that are no text', 1, 7, 422, 'invalid_parameter'],
  ])('%s are refused', async (_what, id, text, status, code) => {
    expect(await note(id, text)).toMatchObject({ status, body: { code } });
  });
});

describe('export and import', () => {
  test.each(['json', 'csv'])('as %s make the same incidents elsewhere, once', async (format) => {
    await outage();
    const [incident] = (await list()).incidents;
    await note(incident?.id ?? 0, '=HYPERLINK("https://evil.example") says "x", and; more');
    await note(incident?.id ?? 0, 'Second');
    const before = (await list()).incidents;
    const { type, text } = await exported(format);
    expect(type).toMatch(format === 'csv' ? /^text\/csv/ : /^application\/json/);
    expect(text).not.toMatch(/(^|,|\n)"?=/);
    const body: unknown = format === 'csv' ? { csv: text } : JSON.parse(text);
    expect(await importing(body)).toMatchObject({ status: 200, body: { imported: 0, known: 1, open: 0 } });

    const folder = await temporaryFolder();
    const elsewhere = await startSidecar(stage.registrar, { dataDir: folder.path, clock: stage.clock.now });
    const take = (): ReturnType<typeof elsewhere.ask> => elsewhere.ask('POST', '/v1/incidents/import', body);
    expect((await take()).body).toEqual({ imported: 1, known: 0, open: 0 });
    expect((await take()).body).toEqual({ imported: 0, known: 1, open: 0 });
    const { incidents: after } = (await elsewhere.ask('GET', '/v1/incidents')).body as {
      incidents: Listed[];
    };
    expect(after).toEqual(before.map((known) => ({ ...known, diagnosis: expect.anything() })));
    await elsewhere.stop();
    await folder.remove();
  });

  test('a table that an editor gave the line ends of Windows is read as well', async () => {
    const notes = '"2026-02-01T11:00:00.000Z One\r\n2026-02-01T11:01:00.000Z Two"';
    const line = `${FOREIGN.openedAt},${FOREIGN.failingSince},${FOREIGN.closedAt},unknown,production,${notes}`;
    const csv = `opened_at,failing_since,closed_at,cause,environment,notes\r\n${line}\r\n`;
    expect(await importing({ csv })).toMatchObject({ status: 200, body: { imported: 1 } });
    expect((await list()).incidents[0]?.notes.map(({ note: text }) => text)).toEqual(['One', 'Two']);
  });

  test('also where all of them are more than other bodies may be', async () => {
    const notes = Array.from({ length: 2 }, () => ({ at: FOREIGN.closedAt, note: 'n'.repeat(2_000) }));
    const incidents = Array.from({ length: 100 }, (_, second) => ({
      ...FOREIGN,
      openedAt: new Date(Date.parse(FOREIGN.openedAt) + second * 1_000).toISOString(),
      notes,
    }));
    expect(await importing({ incidents })).toMatchObject({ status: 200, body: { imported: 100 } });
    const { text } = await exported('csv');
    expect(text.length).toBeGreaterThan(256 * 1024);
    expect(await importing({ csv: text })).toMatchObject({ status: 200, body: { known: 100 } });
  });

  test('one that is still open is told but not taken in', async () => {
    await check({ apiSecret: 'not-the-right-one' });
    await check({ apiSecret: 'not-the-right-one' });
    const { text } = await exported('csv');
    expect((await importing({ csv: text })).body).toEqual({ imported: 0, known: 0, open: 1 });
    expect((await list()).incidents).toHaveLength(1);
  });

  test('imported ones take their place by time, page by page', async () => {
    await outage();
    const older = { ...FOREIGN, openedAt: '2026-02-01T10:01:00.000Z' };
    expect((await importing({ incidents: [FOREIGN, older] })).body).toMatchObject({ imported: 2 });
    const seen: string[] = [];
    let query = '?limit=1';
    for (;;) {
      const { incidents, nextCursor } = await list(query);
      seen.push(...incidents.map(({ openedAt }) => openedAt));
      if (nextCursor === null) break;
      query = `?limit=1&before=${nextCursor}`;
    }
    expect(seen).toHaveLength(3);
    expect(seen.slice(1)).toEqual([FOREIGN.openedAt, older.openedAt]);
    expect((await stage.sidecar.ask('GET', '/v1/status')).body).toMatchObject({ incident: null });
  });

  const HEAD = 'opened_at,failing_since,closed_at,cause,environment,notes';
  test.each<[string, unknown, string]>([
    ['nothing', {}, 'body'],
    ['both forms', { incidents: [], csv: HEAD }, 'body'],
    [
      'an unknown cause',
      { incidents: [FOREIGN, { ...FOREIGN, causeCode: 'bad luck' }] },
      'incidents.1.causeCode',
    ],
    ['no time', { incidents: [{ ...FOREIGN, openedAt: 'yesterday' }] }, 'incidents.0.openedAt'],
    [
      'an end before the beginning',
      { incidents: [{ ...FOREIGN, closedAt: '2026-02-01T09:00:00Z' }] },
      'incidents.0:',
    ],
    [
      'an end that has not come',
      { incidents: [{ ...FOREIGN, closedAt: '2999-02-01T09:00:00Z' }] },
      'incidents.0:',
    ],
    [
      'a note of tomorrow',
      { incidents: [{ ...FOREIGN, notes: [{ at: '2999-02-01T09:00:00Z', note: 'x' }] }] },
      'incidents.0:',
    ],
    ['a field too many', { incidents: [{ ...FOREIGN, diagnosis: {} }] }, 'incidents.0'],
    ['other columns', { csv: 'a,b\n1,2\n' }, 'must have the columns'],
    ['rows of different length', { csv: `${HEAD}\n1,2\n` }, 'csv:'],
    ['a quote that does not end', { csv: `${HEAD}\n"1,2\n` }, 'csv:'],
    [
      'a note without a time',
      {
        csv: `${HEAD}\n2026-02-01T10:05:00Z,2026-02-01T10:00:00Z,2026-02-01T12:00:00Z,unknown,production,words\n`,
      },
      'incidents.0.notes.0.at',
    ],
  ])('%s is refused, and nothing is taken in', async (_what, body, named) => {
    const { status, body: problem } = await importing(body);
    expect(status).toBe(422);
    expect(problem).toMatchObject({ code: 'invalid_parameter', detail: expect.stringContaining(named) });
    expect((await list()).incidents).toEqual([]);
  });
});
