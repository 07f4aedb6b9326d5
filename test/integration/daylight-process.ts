import { install } from '@sinonjs/fake-timers';
import { pino } from 'pino';
import { CheckSchedule } from '../../sidecar/checks/check-schedule.js';
import type { CheckService } from '../../sidecar/checks/check-service.js';
import { liveInUtc } from '../../sidecar/timing/live-in-utc.js';

/*
 * Three hours of checks every five minutes, from the time that is given, in a process whose zone changes its clocks: a
 * zone is the process's own. Prints when the checks came.
 */
const HOUR = 60 * 60_000;

/** The last one may come a little late. */
const JITTER = 15_000;

const [night = '', ...zones] = process.argv.slice(2);
const offsets = zones.map((date) => new Date(date).getTimezoneOffset());
liveInUtc();
const time = install({ now: new Date(night), toFake: ['Date', 'setTimeout', 'clearTimeout'] });
const ran: number[] = [];
const checks = {
  run: () => {
    ran.push(Date.now());
    return Promise.resolve();
  },
};
const schedule = new CheckSchedule(
  '*/5 * * * *',
  Date.now,
  pino({ level: 'silent' }),
  () => checks as unknown as CheckService,
);
schedule.start();
await time.tickAsync(3 * HOUR + JITTER);
await schedule.stop();
time.uninstall();
process.stdout.write(JSON.stringify({ offsets, ran }));
