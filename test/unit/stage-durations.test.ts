import { expect, test } from '@jest/globals';
import { stageDurations } from '../../sidecar/checks/stage-durations.js';

test.each([
  [
    'of a call over TLS',
    { dns: 3, connect: 10, tls: 30, http: 200, body: 201 },
    { dns: 3, connect: 7, tls: 20, http: 170, body: 1 },
  ],
  [
    'through a proxy, in whatever order they are kept',
    { http: 90, tls: 60, proxy: 40, connect: 20 },
    { connect: 20, proxy: 20, tls: 20, http: 30 },
  ],
  ['of a call that broke off', { dns: 5 }, { dns: 5 }],
  ['of none', {}, {}],
])('times %s', (_what, passed, spent) => {
  expect(Object.fromEntries(stageDurations(passed))).toEqual(spent);
});
