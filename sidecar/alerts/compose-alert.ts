import { causeText, isRefusedFor, type CauseCode } from '../causes/cause-catalogue.js';
import type { RankedCause } from '../causes/ranked-cause.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { driftSentence } from '../diagnosis/find-warnings.js';
import type { Drift } from '../egress/find-drift.js';
import type { ApiEnvironment } from '../nicenic/registrar-client.js';
import { accountName } from '../settings/account-name.js';
import { phrase, type Text } from '../texts/phrase.js';
import type { AlertMessage, AlertPart } from './alert.js';

/** What every message names besides the event itself. */
interface Circumstances {
  readonly incidentId: number;
  readonly referenceId: string;
  /** Now, in milliseconds since 1970-01-01 UTC. */
  readonly at: number;
}

/** The first message of an outage: cause, evidence and steps, so that the admin need not look anywhere else. */
export function composeOpened(
  diagnosis: Diagnosis,
  failingSince: number,
  circumstances: Circumstances,
): AlertMessage {
  const environment = accountName(diagnosis.environment);
  const title = titleOf(diagnosis);
  return {
    ...ofOutage('opened', diagnosis, circumstances),
    subject: isRefused(diagnosis)
      ? phrase('alerts:opened.refuses', { title })
      : phrase('alerts:opened.fails', { title }),
    text: [phrase('alerts:opened.text', { environment, since: failingSince }), ...verdict(diagnosis)],
  };
}

/** The outage goes on for another reason than the one told before. */
export function composeCauseChanged(
  before: CauseCode,
  diagnosis: Diagnosis,
  circumstances: Circumstances,
): AlertMessage {
  const environment = accountName(diagnosis.environment);
  const title = titleOf(diagnosis);
  return {
    ...ofOutage('cause_changed', diagnosis, circumstances),
    subject: isRefused(diagnosis)
      ? phrase('alerts:cause_changed.refuses', { title })
      : phrase('alerts:cause_changed.fails', { title }),
    text: [
      phrase('alerts:cause_changed.text', { environment, before: causeText(before, null).title }),
      ...verdict(diagnosis),
    ],
  };
}

/** An outbound address changed while all is well; told once a change. `accepted`: NiceNIC takes calls from it. */
export function composeAddressChanged(drift: Drift, accepted: boolean, referenceId: string): AlertMessage {
  const { before, now, context } = drift;
  const where = phrase(`words:environments.${context}`);
  return {
    kind: 'warning',
    severity: accepted ? 'info' : 'warning',
    causeCode: 'egress_ip_changed',
    incidentId: null,
    referenceId,
    subject: phrase('alerts:address_changed.subject', { where, before, now }),
    text: [
      driftSentence(drift, accepted),
      ...(accepted || context !== 'sidecar'
        ? []
        : [{ heading: phrase('alerts:what_to_do'), items: causeText('egress_ip_changed', now).fix }]),
    ],
  };
}

/** An outage goes on; told once a day. `nth` of at most `most`. */
export function composeReminder(
  diagnosis: Diagnosis,
  failingSince: number,
  { nth, most }: { readonly nth: number; readonly most: number },
  circumstances: Circumstances,
): AlertMessage {
  const environment = accountName(diagnosis.environment);
  const title = titleOf(diagnosis);
  const lasts = circumstances.at - failingSince;
  return {
    ...ofOutage('reminder', diagnosis, circumstances),
    subject: isRefused(diagnosis)
      ? phrase('alerts:reminder.refuses', { title, lasts })
      : phrase('alerts:reminder.fails', { title, lasts }),
    text: [
      phrase('alerts:reminder.text', { environment, since: failingSince, lasts }),
      ...verdict(diagnosis),
      nth < most ? phrase('alerts:reminder.count', { nth, most }) : phrase('alerts:reminder.last'),
    ],
  };
}

/** Outages come and go; told in the place of the next one, and of all that follow until it has settled. */
export function composeFlapping(
  diagnosis: Diagnosis,
  openings: number,
  /** When the last one began. */
  failingSince: number,
  circumstances: Circumstances,
): AlertMessage {
  const environment = accountName(diagnosis.environment);
  return {
    ...ofOutage('flapping', diagnosis, circumstances),
    subject: phrase('alerts:flapping.subject', { openings }),
    text: [
      phrase('alerts:flapping.text', { environment, openings, at: failingSince }),
      ...verdict(diagnosis),
    ],
  };
}

/** It no longer comes and goes. `diagnosis` is that of the outage it ended in, null where it ended well. */
export function composeSettled(
  diagnosis: Diagnosis | null,
  since: number,
  circumstances: Omit<Circumstances, 'incidentId'> & { readonly incidentId: number | null },
): AlertMessage {
  const { incidentId, referenceId } = circumstances;
  if (diagnosis === null) {
    return {
      kind: 'settled',
      severity: 'info',
      causeCode: null,
      incidentId,
      referenceId,
      subject: phrase('alerts:settled.well'),
      text: [phrase('alerts:settled.well_text', { since })],
    };
  }
  const title = titleOf(diagnosis);
  return {
    ...ofOutage('settled', diagnosis, circumstances),
    subject: isRefused(diagnosis)
      ? phrase('alerts:settled.refuses', { title })
      : phrase('alerts:settled.fails', { title }),
    text: [phrase('alerts:settled.text', { since }), ...verdict(diagnosis)],
  };
}

/** Shows that alerts arrive. */
export function composeTest(referenceId: string, at: number): AlertMessage {
  return {
    kind: 'test',
    severity: 'info',
    causeCode: null,
    incidentId: null,
    referenceId,
    subject: phrase('alerts:test.subject'),
    text: [phrase('alerts:test.text', { at })],
  };
}

/** The end of an outage, with its length. */
export function composeRecovered(
  failingSince: number,
  environment: ApiEnvironment,
  circumstances: Circumstances,
): AlertMessage {
  const { at, incidentId, referenceId } = circumstances;
  const lasted = at - failingSince;
  return {
    kind: 'recovered',
    severity: 'info',
    causeCode: null,
    incidentId,
    referenceId,
    subject: phrase('alerts:recovered.subject', { lasted }),
    text: [
      phrase('alerts:recovered.text', { environment: accountName(environment), at }),
      phrase('alerts:recovered.lasted', { lasted, since: failingSince }),
      phrase('alerts:recovered.next'),
    ],
  };
}

/** What the messages about an outage that goes on have in common. */
function ofOutage(
  kind: AlertMessage['kind'],
  { causes: [top] }: Diagnosis,
  { incidentId, referenceId }: Pick<AlertMessage, 'incidentId' | 'referenceId'>,
): Omit<AlertMessage, 'subject' | 'text'> {
  return { kind, severity: 'critical', causeCode: top?.code ?? 'unknown', incidentId, referenceId };
}

function isRefused({ causes: [top] }: Diagnosis): boolean {
  return top !== undefined && isRefusedFor(top.code);
}

function titleOf({ causes: [top] }: Diagnosis): Text {
  return top?.title ?? causeText('unknown', null).title;
}

function verdict(diagnosis: Diagnosis): AlertPart[] {
  const [top, ...others] = diagnosis.causes;
  if (top === undefined) return [];
  return [
    phrase('alerts:likely_cause', titleAndPercent(top)),
    { heading: phrase('alerts:why'), items: top.evidence },
    { heading: phrase('alerts:what_to_do'), items: top.fix },
    ...(others.length === 0
      ? []
      : [
          {
            heading: phrase('alerts:also_possible'),
            items: others.map((cause) => phrase('alerts:possible_cause', titleAndPercent(cause))),
          },
        ]),
    ...(diagnosis.questions.length === 0
      ? []
      : [{ heading: phrase('alerts:would_settle'), items: diagnosis.questions }]),
  ];
}

function titleAndPercent({ title, confidence }: RankedCause): { title: Text; percent: number } {
  return { title, percent: Math.round(confidence * 100) };
}
