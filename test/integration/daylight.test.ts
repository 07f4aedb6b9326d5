import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';
import { z } from 'zod';

const ROOT = join(import.meta.dirname, '../..');
const FIVE_MINUTES = 5 * 60_000;

/** Minutes that the zone of the process was behind UTC in winter and summer, and when checks came. */
const printed = z.object({ offsets: z.array(z.number()), ran: z.array(z.number()) });

async function checksFrom(night: string): Promise<z.infer<typeof printed>> {
  const script = ['test/integration/daylight-process.ts', night, '2027-01-01', '2027-07-01'];
  const child = spawn(process.execPath, ['--import', './scripts/lib/typescript-hooks.mjs', ...script], {
    cwd: ROOT,
    env: { ...process.env, TZ: 'Europe/Berlin', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
    // It would run in a circle if it failed.
    timeout: 20_000,
  });
  return printed.parse(JSON.parse(await text(child.stdout)));
}

test.each([
  ['goes ahead', '2027-03-28T00:30:00Z'],
  ['goes back', '2026-10-25T00:30:00Z'],
])('in the night in which the clock %s checks come every five minutes', async (_what, night) => {
  const { offsets, ran } = await checksFrom(night);
  expect(offsets).toEqual([-60, -120]);
  const slots = ran.map((at) => Math.floor(at / FIVE_MINUTES));
  expect(slots).toHaveLength(36);
  expect(slots.every((slot, place) => place === 0 || slot === (slots[place - 1] ?? 0) + 1)).toBe(true);
});
