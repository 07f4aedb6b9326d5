import type { Status } from '../checks/status-service.js';
import type { Translator } from '../texts/translator.js';
import { checkRow } from './check-view.js';
import { moment } from './moment.js';
import { shortened } from './shortened.js';
import type { Tone } from './tone.js';

/** A short answer to a short question, with small print where there is some. */
export interface Fact {
  readonly term: string;
  readonly text: string;
  readonly note: string | null;
  /** How it looks where somebody has to see to it. */
  readonly tone?: Tone | undefined;
}

/** The key facts in the order of the page. */
export function factsView(status: Status, now: number, texts: Translator): Fact[] {
  return FACTS.map((fact) => fact(status, now, texts));
}

const FACTS: readonly ((status: Status, now: number, texts: Translator) => Fact)[] = [
  lastCheckFact,
  nextCheckFact,
  lastSuccessFact,
  balanceFact,
  alertsFact,
  ordersFact,
  domainsFact,
  certificateFact,
];

function lastCheckFact({ lastCheck }: Status, now: number, texts: Translator): Fact {
  const { t } = texts;
  const term = t('page:facts.last_check.term');
  if (lastCheck === null) return { term, text: t('page:facts.none_yet'), note: null };
  const { outcome, took, at, source } = checkRow(lastCheck, now, texts);
  return {
    term,
    text: t('page:facts.last_check.text', { outcome, took }),
    note: t('page:facts.last_check.note', { ago: at.relative, source }),
  };
}

function nextCheckFact({ nextCheckAt }: Status, now: number, texts: Translator): Fact {
  const { t } = texts;
  const term = t('page:facts.next_check.term');
  if (nextCheckAt === null)
    return { term, text: t('page:facts.next_check.not_planned'), note: t('page:facts.next_check.stopped') };
  const { relative, text } = moment(nextCheckAt, now, texts);
  return { term, text: nextCheckAt <= now ? t('page:facts.next_check.due') : relative, note: text };
}

function lastSuccessFact({ lastSuccess }: Status, now: number, texts: Translator): Fact {
  const term = texts.t('page:facts.last_success');
  if (lastSuccess === null) return { term, text: texts.t('page:facts.none_yet'), note: null };
  const { relative, text } = moment(lastSuccess.at, now, texts);
  return { term, text: relative, note: text };
}

function balanceFact({ balance }: Status, now: number, texts: Translator): Fact {
  const term = texts.t('page:facts.balance.term');
  if (balance === null) return { term, text: texts.t('page:facts.not_known'), note: null };
  const { amount, currency, at } = balance;
  return {
    term,
    text: texts.t('page:facts.balance.text', { amount, currency }),
    note: moment(at, now, texts).relative,
  };
}

function alertsFact({ alerts }: Status, now: number, texts: Translator): Fact {
  const { t } = texts;
  const { pending: waiting, retrying: failed, lastError, lastDeliveredAt } = alerts;
  const error = lastError === null ? null : shortened(texts.say(lastError));
  const ago = lastDeliveredAt === null ? null : moment(lastDeliveredAt, now, texts).relative;
  return {
    term: t('page:facts.alerts.term'),
    text:
      waiting === 0
        ? t('page:facts.alerts.none_waiting')
        : failed === 0
          ? t('page:facts.alerts.waiting', { waiting })
          : t('page:facts.alerts.waiting_and_failed', { waiting, failed }),
    note:
      ago === null
        ? error === null
          ? t('page:facts.alerts.none_delivered')
          : t('page:facts.alerts.none_delivered_and_error', { error })
        : error === null
          ? t('page:facts.alerts.delivered', { ago })
          : t('page:facts.alerts.delivered_and_error', { ago, error }),
    tone: failed > 0 ? 'waiting' : undefined,
  };
}

function ordersFact({ unknownOrders }: Status, now: number, texts: Translator): Fact {
  const { count, oldestSentAt } = unknownOrders;
  const term = texts.t('page:facts.orders.term');
  if (count === 0 || oldestSentAt === null) return { term, text: texts.t('page:facts.none'), note: null };
  const ago = moment(oldestSentAt, now, texts).relative;
  const note = texts.t('page:facts.orders.oldest', { ago });
  return { term, text: texts.number(count), note, tone: 'waiting' };
}

function domainsFact({ portfolio }: Status, now: number, texts: Translator): Fact {
  const { t } = texts;
  const term = t('page:facts.domains.term');
  if (portfolio === null) return { term, text: t('page:facts.domains.not_read'), note: null };
  const { cleanAt, domains, flaw, reading } = portfolio;
  const ago = cleanAt === null ? null : moment(cleanAt, now, texts).relative;
  return {
    term,
    text: t('page:facts.domains.count', { count: domains }),
    note:
      ago === null
        ? reading
          ? t('page:facts.domains.never_whole_reading')
          : flaw === null
            ? t('page:facts.domains.never_whole')
            : t('page:facts.domains.never_whole_flawed', { flaw })
        : reading
          ? t('page:facts.domains.reading', { ago })
          : flaw === null
            ? t('page:facts.domains.read', { ago })
            : t('page:facts.domains.flawed', { ago, flaw }),
  };
}

function certificateFact({ lastSuccess }: Status, now: number, texts: Translator): Fact {
  const term = texts.t('page:facts.certificate.term');
  const endsAt = lastSuccess?.certificateEndsAt ?? null;
  if (endsAt === null) return { term, text: texts.t('page:facts.not_known'), note: null };
  const { relative, text: note } = moment(endsAt, now, texts);
  return endsAt <= now
    ? { term, text: texts.t('page:facts.certificate.ended', { ago: relative }), note, tone: 'bad' }
    : { term, text: texts.t('page:facts.certificate.ends', { ahead: relative }), note };
}
