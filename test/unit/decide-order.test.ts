import { describe, expect, test } from '@jest/globals';
import type { FailureKind } from '../../sidecar/nicenic/classify-answer.js';
import {
  IN_THE_WORKS_MILLISECONDS,
  decideClick,
  isFinalAnswer,
  stateAfterFailure,
  stateAfterLookUp,
  type ClickDecision,
  type LookUp,
} from '../../sidecar/orders/decide-order.js';
import type { Order, OrderState } from '../../sidecar/orders/order.js';
import { failure } from '../support/evidence.js';

const DAY = 24 * 60 * 60_000;
const SENT = Date.parse('2026-11-22T10:00:00Z');
const OWNER = 7;
const SOMEONE_ELSE = 8;

function order(state: OrderState, changes: Partial<Order> = {}): Order {
  return {
    id: 'order-1',
    intent: {
      key: 'register production shop example.com',
      action: 'register',
      domain: 'example.com',
      whmcsDomainId: OWNER,
      years: 1,
    },
    state,
    attempts: 1,
    result: null,
    registrarCode: null,
    registrarMessage: null,
    answered: false,
    referenceId: 'reference-1',
    createdAt: SENT - 5,
    sentAt: SENT,
    ...changes,
  };
}

describe('what a click does', () => {
  test.each<[OrderState, ClickDecision, ClickDecision]>([
    ['intended', 'send', 'send'],
    ['rejected', 'send', 'send'],
    ['sent', 'look_up', 'look_up'],
    ['unknown', 'look_up', 'look_up'],
    ['done', 'repeat_outcome', 'refuse_other_owner'],
    ['pending', 'repeat_outcome', 'refuse_other_owner'],
  ])('on an order that is %s', (state, forOwner, forSomeoneElse) => {
    expect(decideClick(order(state), OWNER, SENT + 1)).toBe(forOwner);
    expect(decideClick(order(state), SOMEONE_ELSE, SENT + 1)).toBe(forSomeoneElse);
  });

  test('without an order is to send', () => {
    expect(decideClick(null, OWNER, SENT)).toBe('send');
  });

  const expiring = { result: { createdDate: '2026-11-22', expiryDate: '2027-11-22' } };
  const freed = Date.parse('2027-11-22') + 80 * DAY;

  test.each<[string, Partial<Order>, number]>([
    ['the told expiry date', expiring, freed],
    ['one year where none was told', {}, SENT + (366 + 80) * DAY],
    [
      'the years that were ordered where no date was told',
      { intent: { ...order('done').intent, years: 10 } },
      SENT + (3_660 + 80) * DAY,
    ],
    ['the time it was written where it was never sent', { sentAt: null }, SENT - 5 + (366 + 80) * DAY],
  ])('on a name whose registration has run out goes by %s', (_what, changes, freeAgain) => {
    for (const state of ['done', 'pending'] as const) {
      for (const who of [OWNER, SOMEONE_ELSE]) {
        expect(decideClick(order(state, changes), who, freeAgain)).not.toBe('send_anew');
        expect(decideClick(order(state, changes), who, freeAgain + 1)).toBe('send_anew');
      }
    }
  });

  test('never sends what may have happened, however long ago', () => {
    for (const state of ['sent', 'unknown'] as const) {
      expect(decideClick(order(state), OWNER, SENT + 20 * 366 * DAY)).toBe('look_up');
    }
  });
});

describe('a failed call', () => {
  test('is rejected only when nothing can have arrived', () => {
    expect(stateAfterFailure(failure({ mayHaveExecuted: true }))).toBe('unknown');
    expect(stateAfterFailure(failure({ mayHaveExecuted: false }))).toBe('rejected');
  });

  test.each<[FailureKind, boolean]>([
    ['access_refused', true],
    ['request_refused', true],
    ['unknown_code', true],
    ['rate_limited', true],
    ['redirected', true],
    ['wrong_address', true],
    ['server_error', false],
    ['unreadable', false],
    ['unreachable', false],
    ['proxy_refused', false],
  ])('%s tells that the registrar has finished with it: %s', (kind, final) => {
    expect(isFinalAnswer(failure({ kind }))).toBe(final);
  });
});

describe('after reading the list', () => {
  const LATE = SENT + IN_THE_WORKS_MILLISECONDS + 1;
  const EARLY = SENT + IN_THE_WORKS_MILLISECONDS;
  const listed = (createdDate: string | null): LookUp => ({ listed: true, createdDate });
  const absent: LookUp = { listed: false };

  test.each<[string, LookUp, boolean, number, OrderState]>([
    ['listed since the day of the order', listed('2026-11-22'), false, EARLY, 'done'],
    ['listed since the day before, as other zones have it', listed('2026-11-21'), false, EARLY, 'done'],
    ['listed since the day after', listed('2026-11-23'), true, EARLY, 'done'],
    ['listed without a date', listed(null), false, EARLY, 'done'],
    ['listed since long before the order', listed('2026-11-20'), false, EARLY, 'rejected'],
    ['not listed and answered', absent, true, SENT, 'rejected'],
    ['not listed and not answered, soon', absent, false, EARLY, 'unknown'],
    ['not listed and not answered, late', absent, false, LATE, 'rejected'],
    ['a list that cannot be read, answered', 'unreadable', true, LATE, 'unknown'],
    ['a list that cannot be read, not answered', 'unreadable', false, LATE, 'unknown'],
  ])('%s', (_what, lookUp, answered, now, state) => {
    expect(stateAfterLookUp(order('unknown', { answered }), lookUp, now)).toBe(state);
  });

  test('goes by the time of writing where the time of sending is not known', () => {
    const unsent = order('sent', { sentAt: null });
    expect(stateAfterLookUp(unsent, absent, EARLY - 5)).toBe('unknown');
    expect(stateAfterLookUp(unsent, absent, LATE - 5)).toBe('rejected');
  });
});
