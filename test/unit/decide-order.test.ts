import { describe, expect, test } from '@jest/globals';
import type { FailureKind } from '../../sidecar/nicenic/classify-answer.js';
import { IN_THE_WORKS_MILLISECONDS } from '../../sidecar/orders/account-for-charges.js';
import {
  asksForCharges,
  OVERDUE_MILLISECONDS,
  decideClick,
  replyOf,
  stateAfterFailure,
  stateAfterLookUp,
  type ClickDecision,
  type ListedDates,
  type LookUp,
} from '../../sidecar/orders/decide-order.js';
import type { Order, OrderReply, OrderState } from '../../sidecar/orders/order.js';
import { failure } from '../support/evidence.js';

const DAY = 24 * 60 * 60_000;
const SENT = Date.parse('2026-11-22T10:00:00Z');
const OWNER = 7;
const SOMEONE_ELSE = 8;

const FROM = '2027-03-01';

function order(state: OrderState, changes: Partial<Order> = {}): Order {
  return {
    id: 'order-1',
    intent: {
      key: 'register production shop example.com',
      subject: 'register production shop example.com',
      account: { apiEnvironment: 'production', username: 'shop' },
      renewsFrom: null,
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
    reply: 'lost',
    referenceId: 'reference-1',
    createdAt: SENT - 5,
    sentAt: SENT,
    updatedAt: SENT,
    toldAt: null,
    settledBy: null,
    settledAt: null,
    note: null,
    ...changes,
  };
}

const of = (action: 'renew' | 'transfer'): Pick<Order, 'intent'> => ({
  intent: { ...order('sent').intent, action, renewsFrom: action === 'renew' ? FROM : null },
});

describe('what a click does', () => {
  test.each<[OrderState, ClickDecision, ClickDecision]>([
    ['intended', 'send', 'send'],
    ['rejected', 'send', 'send'],
    ['sent', 'look_up', 'look_up'],
    ['unknown', 'look_up', 'look_up'],
    ['done', 'repeat_outcome', 'refuse_other_owner'],
    ['pending', 'look_up', 'refuse_other_owner'],
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
    for (const who of [OWNER, SOMEONE_ELSE]) {
      expect(decideClick(order('done', changes), who, freeAgain)).not.toBe('send_anew');
      expect(decideClick(order('done', changes), who, freeAgain + 1)).toBe('send_anew');
    }
  });

  test('on a transfer goes by a month: the list is read before another one is sent', () => {
    const month = SENT + 30 * DAY;
    expect(decideClick(order('done', of('transfer')), OWNER, month)).toBe('repeat_outcome');
    expect(decideClick(order('done', of('transfer')), OWNER, month + 1)).toBe('send_anew');
  });

  test('never sends what may have happened, however long ago', () => {
    for (const state of ['sent', 'unknown', 'pending'] as const) {
      expect(decideClick(order(state), OWNER, SENT + 20 * 366 * DAY)).toBe('look_up');
    }
  });
});

describe('a failed call', () => {
  test('is rejected only when nothing can have arrived', () => {
    expect(stateAfterFailure(failure({ mayHaveExecuted: true }))).toBe('unknown');
    expect(stateAfterFailure(failure({ mayHaveExecuted: false }))).toBe('rejected');
  });

  test.each<[FailureKind, OrderReply]>([
    ['access_refused', 'final'],
    ['request_refused', 'final'],
    ['unknown_code', 'worded'],
    ['rate_limited', 'final'],
    ['redirected', 'lost'],
    ['wrong_address', 'lost'],
    ['server_error', 'lost'],
    ['unreadable', 'lost'],
    ['unreachable', 'lost'],
    ['proxy_refused', 'lost'],
  ])('%s is a reply that counts as %s', (kind, reply) => {
    expect(replyOf(failure({ kind }))).toBe(reply);
  });

  test.each([0, 200, 201])('a body with code %s contradicts every refusal', (code) => {
    expect(replyOf(failure({ kind: 'access_refused', httpStatus: 403, code }))).toBe('lost');
  });
});

describe('after reading the list', () => {
  const LATE = SENT + IN_THE_WORKS_MILLISECONDS + 1;
  const EARLY = SENT + IN_THE_WORKS_MILLISECONDS;
  const dated = (createdDate: string | null): ListedDates => ({ createdDate, expiryDate: '2027-11-22' });
  const listed = (createdDate: string | null): LookUp => ({ listed: dated(createdDate), charge: null });
  const absent: LookUp = { listed: null, charge: null };
  const uncharged: LookUp = { listed: null, charge: 'none' };
  const charged: LookUp = { listed: null, charge: 'possible' };
  const unclear: LookUp = { listed: null, charge: 'unclear' };
  const named: LookUp = { listed: null, charge: 'named' };

  test.each<[string, LookUp, OrderReply, number, OrderState]>([
    ['listed since the day of the order', listed('2026-11-22'), 'lost', EARLY, 'done'],
    ['listed since the day before, as other zones have it', listed('2026-11-21'), 'lost', EARLY, 'done'],
    ['listed since the day after', listed('2026-11-23'), 'final', EARLY, 'done'],
    ['listed without a date', listed(null), 'lost', EARLY, 'done'],
    ['listed since long before the order, after a refusal', listed('2026-11-20'), 'final', EARLY, 'rejected'],
    ['listed since long before the order, answer lost', listed('2026-11-20'), 'lost', EARLY, 'unknown'],
    ['not listed and answered', absent, 'final', SENT, 'rejected'],
    ['not listed and not answered, soon', absent, 'lost', EARLY, 'unknown'],
    ['not listed, not answered, nothing charged, soon', uncharged, 'lost', EARLY, 'unknown'],
    ['not listed, not answered, nothing charged, late', uncharged, 'lost', LATE, 'rejected'],
    ['not listed, not answered, something charged', charged, 'lost', LATE, 'unknown'],
    ['not listed, not answered, charges not readable, however late', absent, 'lost', LATE * 2, 'unknown'],
    ['not listed, not answered, charges unclear, however late', unclear, 'lost', LATE * 2, 'unknown'],
    ['not listed, not answered, charged by name', named, 'lost', LATE, 'unknown'],
    ['not listed, refused in other words, nothing charged', uncharged, 'worded', SENT, 'rejected'],
    ['not listed, refused in other words, something charged', charged, 'worded', LATE, 'unknown'],
    ['not listed, refused in other words, charges not readable', absent, 'worded', LATE, 'unknown'],
    ['a list that cannot be read, answered', 'unreadable', 'final', LATE, 'unknown'],
    ['a list that cannot be read, not answered', 'unreadable', 'lost', LATE, 'unknown'],
  ])('%s', (_what, lookUp, reply, now, state) => {
    expect(stateAfterLookUp(order('unknown', { reply }), lookUp, now)).toBe(state);
  });

  test('goes by the time of writing where the time of sending is not known', () => {
    const unsent = order('sent', { sentAt: null });
    expect(stateAfterLookUp(unsent, uncharged, EARLY - 5)).toBe('unknown');
    expect(stateAfterLookUp(unsent, uncharged, LATE - 5)).toBe('rejected');
  });

  test.each<[string, LookUp, OrderState]>([
    ['listed, whatever the date', listed('2020-01-01'), 'done'],
    ['not listed', uncharged, 'pending'],
    ['a list that cannot be read', 'unreadable', 'pending'],
  ])('what the registrar accepted: %s', (_what, lookUp, state) => {
    expect(stateAfterLookUp(order('pending', { reply: 'final' }), lookUp, LATE)).toBe(state);
  });

  test.each(['register', 'renew', 'transfer'] as const)(
    'what the registrar accepted of a %s and never listed is unknown after a fortnight',
    (action) => {
      const waiting = order('pending', { reply: 'final', ...(action === 'register' ? {} : of(action)) });
      const due = SENT + OVERDUE_MILLISECONDS;
      expect(stateAfterLookUp(waiting, absent, due)).toBe('pending');
      expect(stateAfterLookUp(waiting, absent, due + 1)).toBe('unknown');
      expect(stateAfterLookUp(waiting, 'unreadable', due + 1)).toBe('pending');
    },
  );

  test('charges are read only where they can decide', () => {
    expect(asksForCharges(order('unknown', { reply: 'lost' }), null, LATE)).toBe(true);
    expect(asksForCharges(order('unknown', { reply: 'worded' }), null, SENT)).toBe(true);
    expect(asksForCharges(order('unknown', { reply: 'lost' }), null, EARLY)).toBe(false);
    expect(asksForCharges(order('unknown', { reply: 'final' }), null, LATE)).toBe(false);
    expect(asksForCharges(order('pending', { reply: 'lost' }), null, LATE)).toBe(false);
    expect(asksForCharges(order('unknown'), dated('2026-11-22'), LATE)).toBe(false);
  });

  describe('of a renewal', () => {
    const showing = (
      expiryDate: string | null,
      charge: Exclude<LookUp, 'unreadable'>['charge'] = null,
    ): LookUp => ({
      listed: { createdDate: '2020-03-01', expiryDate },
      charge,
    });
    const renewal = (reply: OrderReply, state: OrderState = 'unknown'): Order =>
      order(state, { reply, ...of('renew') });

    test.each<[string, LookUp, OrderReply, number, OrderState]>([
      ['a later date, not answered', showing('2028-03-01'), 'lost', SENT, 'done'],
      ['a later date, refused, nothing charged', showing('2028-03-01', 'none'), 'final', SENT, 'rejected'],
      ['a later date, refused, charged', showing('2028-03-01', 'possible'), 'final', SENT, 'done'],
      ['a later date, refused, charges not readable', showing('2028-03-01'), 'final', SENT, 'unknown'],
      [
        'a later date, other words, nothing charged',
        showing('2028-03-01', 'none'),
        'worded',
        SENT,
        'rejected',
      ],
      ['a later date, other words, charged by name', showing('2028-03-01', 'named'), 'worded', SENT, 'done'],
      ['a date some days later, not answered', showing('2027-03-03'), 'lost', LATE, 'unknown'],
      ['the same date, refused', showing(FROM), 'final', SENT, 'rejected'],
      ['the same date, other words, nothing charged', showing(FROM, 'none'), 'worded', SENT, 'rejected'],
      ['the same date, not answered, nothing charged, soon', showing(FROM, 'none'), 'lost', EARLY, 'unknown'],
      ['the same date, not answered, nothing charged, late', showing(FROM, 'none'), 'lost', LATE, 'rejected'],
      ['the same date, not answered, charged, late', showing(FROM, 'possible'), 'lost', LATE, 'unknown'],
      ['the same date, not answered, charges unclear', showing(FROM, 'unclear'), 'lost', LATE, 'unknown'],
      ['the same date, not answered, charges not readable', showing(FROM), 'lost', LATE * 2, 'unknown'],
      ['no date, not answered', showing(null), 'lost', LATE, 'unknown'],
      ['not listed, refused', absent, 'final', LATE, 'rejected'],
      ['not listed, other words', uncharged, 'worded', LATE, 'unknown'],
      ['not listed, not answered', uncharged, 'lost', LATE, 'unknown'],
      ['a list that cannot be read', 'unreadable', 'final', LATE, 'unknown'],
    ])('%s', (_what, lookUp, reply, now, state) => {
      expect(stateAfterLookUp(renewal(reply), lookUp, now)).toBe(state);
    });

    test.each<[string, LookUp, OrderState]>([
      ['a later date', showing('2028-03-01'), 'done'],
      ['the same date', showing(FROM), 'pending'],
      ['not listed', absent, 'pending'],
    ])('that was accepted: %s', (_what, lookUp, state) => {
      expect(stateAfterLookUp(renewal('final', 'pending'), lookUp, LATE)).toBe(state);
    });

    test('a later date after a refusal asks for the charges', () => {
      expect(asksForCharges(renewal('final'), { createdDate: null, expiryDate: '2028-03-01' }, SENT)).toBe(
        true,
      );
      expect(asksForCharges(renewal('lost'), { createdDate: null, expiryDate: '2028-03-01' }, SENT)).toBe(
        false,
      );
    });
  });

  describe('of a transfer', () => {
    test.each<[string, LookUp, OrderReply, OrderState]>([
      ['listed, whatever the date', listed('2010-01-01'), 'lost', 'done'],
      ['not listed, refused', absent, 'final', 'rejected'],
      ['not listed, nothing charged', uncharged, 'lost', 'rejected'],
      ['not listed, charged for whatever', charged, 'lost', 'unknown'],
      ['not listed, charged by name', named, 'lost', 'pending'],
    ])('%s', (_what, lookUp, reply, state) => {
      expect(stateAfterLookUp(order('unknown', { reply, ...of('transfer') }), lookUp, LATE)).toBe(state);
    });
  });
});
