import { describe, expect, test } from '@jest/globals';
import { whatCameBack, whatCameOf } from '../../sidecar/errors/what-came-back.js';
import { whyIncomplete } from '../../sidecar/errors/why-incomplete.js';
import { notSent, type RegistrarFailure } from '../../sidecar/nicenic/classify-answer.js';
import type { ListGap } from '../../sidecar/nicenic/find-listed-domain.js';
import { brokeOff, failure } from '../support/evidence.js';
import { inEnglish } from '../support/in-english.js';

describe('what came back, in one line', () => {
  test.each<[RegistrarFailure, string]>([
    [failure({ httpStatus: 403, code: 1003, message: 'no' }), 'HTTP 403, code 1003, "no"'],
    [failure({ httpStatus: 400, code: 9, message: '' }), 'HTTP 400, code 9'],
    [failure({ httpStatus: 502, code: null, message: 'Bad\ngateway' }), 'HTTP 502, "Bad gateway"'],
    [failure({ httpStatus: 502, code: null, message: '' }), 'HTTP 502'],
    [failure({ httpStatus: 502, code: null, message: null }), 'HTTP 502'],
    [brokeOff('tls', 'CERT_HAS_EXPIRED'), 'broke off at stage tls (CERT_HAS_EXPIRED)'],
    [notSent(null), 'not sent, because too many other calls were waiting'],
    [notSent(1_500), 'not sent, because NiceNIC asked for a pause that goes on for 2 s'],
  ])('%j', (given, line) => {
    expect(inEnglish.say(whatCameBack(given))).toBe(line);
    expect(inEnglish.say(whatCameOf('user/balance', given))).toBe(`user/balance: ${line}.`);
  });

  test('a text of the registrar is no text of ours', () => {
    const said = failure({ message: '{{status}} $t(words:between_items)' });
    expect(inEnglish.say(whatCameBack(said))).toBe(
      'HTTP 200, code 999, "{{status}} $t(words:between_items)"',
    );
  });
});

test.each<[ListGap, string]>([
  [{ kind: 'out_of_time', page: 3, milliseconds: 15_000 }, 'the list was read only up to page 3 in 15 s'],
  [
    { kind: 'changed', before: 1200, now: 1201 },
    'the list changed from 1,200 to 1,201 domains while it was read',
  ],
  [{ kind: 'short', total: 5, shown: 4 }, 'the list says 5 domains and shows 4'],
  [{ kind: 'too_long', pages: 1000 }, 'the list has more than 1,000 pages'],
])('why a list is incomplete: %j', (gap, words) => {
  expect(inEnglish.say(whyIncomplete(gap))).toBe(words);
});
