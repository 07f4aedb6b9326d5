import { causeText, type CauseCode } from '../causes/cause-catalogue.js';
import { isRefusedFor } from '../causes/refusals.js';
import type { Diagnosis } from '../diagnosis/diagnosis.js';
import { driftSentence } from '../diagnosis/find-warnings.js';
import type { Drift } from '../egress/find-drift.js';
import { durationText, utc } from '../texts/format-time.js';
import type { AlertMessage } from './alert.js';

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
  const [top] = diagnosis.causes;
  return {
    kind: 'opened',
    severity: 'critical',
    causeCode: top?.code ?? 'unknown',
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject: `NiceNIC ${isRefused(diagnosis) ? 'refuses' : 'does not work for'} this shop: ${titleOf(diagnosis)}`,
    text: [
      `The check of NiceNIC (${diagnosis.environment}) has failed since ${utc(failingSince)}. Domain orders and renewals do not go through.`,
      ...verdict(diagnosis),
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
  };
}

/** The outage goes on for another reason than the one told before. */
export function composeCauseChanged(
  before: CauseCode,
  diagnosis: Diagnosis,
  circumstances: Circumstances,
): AlertMessage {
  const [top] = diagnosis.causes;
  return {
    kind: 'cause_changed',
    severity: 'critical',
    causeCode: top?.code ?? 'unknown',
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject: `NiceNIC still ${isRefused(diagnosis) ? 'refuses' : 'does not work for'} this shop, now for another reason: ${titleOf(diagnosis)}`,
    text: [
      `The check of NiceNIC (${diagnosis.environment}) still fails. Told before: ${causeText(before, null).title}.`,
      ...verdict(diagnosis),
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
  };
}

const PLACE = { sidecar: 'this shop', web: 'WHMCS (web)', cron: 'the WHMCS cron', cli: 'the command line' };

/** An outbound address changed while all is well; told once a change. `accepted`: NiceNIC takes calls from it. */
export function composeAddressChanged(drift: Drift, accepted: boolean, referenceId: string): AlertMessage {
  return {
    kind: 'warning',
    severity: accepted ? 'info' : 'warning',
    causeCode: 'egress_ip_changed',
    incidentId: null,
    referenceId,
    subject: `NiceNIC: the outbound address of ${PLACE[drift.context]} changed from ${drift.before} to ${drift.now}`,
    text: [
      driftSentence(drift, accepted),
      ...(accepted || drift.context !== 'sidecar'
        ? []
        : [list('What to do:', causeText('egress_ip_changed', drift.now).fix)]),
      `Reference: ${referenceId}`,
    ].join('\n\n'),
  };
}

/** An outage goes on; told once a day. `nth` of at most `most`. */
export function composeReminder(
  diagnosis: Diagnosis,
  failingSince: number,
  { nth, most }: { readonly nth: number; readonly most: number },
  circumstances: Circumstances,
): AlertMessage {
  const [top] = diagnosis.causes;
  const lasts = durationText(circumstances.at - failingSince);
  return {
    kind: 'reminder',
    severity: 'critical',
    causeCode: top?.code ?? 'unknown',
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject: `NiceNIC ${isRefused(diagnosis) ? 'has refused' : 'has not worked for'} this shop for ${lasts}: ${titleOf(diagnosis)}`,
    text: [
      `The check of NiceNIC (${diagnosis.environment}) has failed since ${utc(failingSince)}, for ${lasts}.`,
      ...verdict(diagnosis),
      nth < most
        ? `This is reminder ${nth} of at most ${most}.`
        : 'This is the last reminder; the next message comes when something changes.',
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
  };
}

/** Outages come and go; told in the place of the next one, and of all that follow until it has settled. */
export function composeFlapping(
  diagnosis: Diagnosis,
  openings: number,
  circumstances: Circumstances,
): AlertMessage {
  const [top] = diagnosis.causes;
  return {
    kind: 'flapping',
    severity: 'critical',
    causeCode: top?.code ?? 'unknown',
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject: `NiceNIC fails and works by turns: ${openings} outages in 24 hours`,
    text: [
      `The check of NiceNIC (${diagnosis.environment}) began to fail ${openings} times in the last 24 hours, the last time at ${utc(circumstances.at)}. You are not told of each outage until it has been one way or the other for two hours; the status page shows them all.`,
      ...verdict(diagnosis),
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
  };
}

/** It no longer comes and goes. `diagnosis` is that of the outage it ended in, null where it ended well. */
export function composeSettled(
  diagnosis: Diagnosis | null,
  since: number,
  circumstances: Omit<Circumstances, 'incidentId'> & { readonly incidentId: number | null },
): AlertMessage {
  const [top] = diagnosis?.causes ?? [];
  return {
    kind: 'settled',
    severity: diagnosis === null ? 'info' : 'critical',
    causeCode: diagnosis === null ? null : (top?.code ?? 'unknown'),
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject:
      diagnosis === null
        ? 'NiceNIC works again without interruption'
        : `NiceNIC ${isRefused(diagnosis) ? 'refuses' : 'does not work for'} this shop without interruption: ${titleOf(diagnosis)}`,
    text: [
      diagnosis === null
        ? `NiceNIC has worked since ${utc(since)} without interruption. Look through the orders and renewals of the time before in WHMCS and repeat those that failed.`
        : `The check of NiceNIC has failed since ${utc(since)} without interruption.`,
      ...(diagnosis === null ? [] : verdict(diagnosis)),
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
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
    subject: 'NiceNIC Companion: test alert',
    text: [
      `An administrator asked for this message at ${utc(at)}. Alerts about NiceNIC arrive here.`,
      `Reference: ${referenceId}`,
    ].join('\n\n'),
  };
}

/** The end of an outage, with its length. */
export function composeRecovered(
  failingSince: number,
  environment: string,
  circumstances: Circumstances,
): AlertMessage {
  return {
    kind: 'recovered',
    severity: 'info',
    causeCode: null,
    incidentId: circumstances.incidentId,
    referenceId: circumstances.referenceId,
    subject: `NiceNIC works again after ${durationText(circumstances.at - failingSince)}`,
    text: [
      `NiceNIC (${environment}) accepts this shop again since ${utc(circumstances.at)}.`,
      `The outage lasted ${durationText(circumstances.at - failingSince)}, from ${utc(failingSince)}.`,
      'Look through the orders and renewals of that time in WHMCS and repeat those that failed.',
      `Reference: ${circumstances.referenceId}`,
    ].join('\n\n'),
  };
}

function isRefused({ causes: [top] }: Diagnosis): boolean {
  return top !== undefined && isRefusedFor(top.code);
}

function titleOf({ causes: [top] }: Diagnosis): string {
  return top?.title ?? causeText('unknown', null).title;
}

function verdict(diagnosis: Diagnosis): string[] {
  const [top, ...others] = diagnosis.causes;
  if (top === undefined) return [];
  return [
    `Likely cause (${percent(top.confidence)}): ${top.title}`,
    list('Why we think so:', top.evidence),
    list('What to do:', top.fix),
    ...(others.length === 0
      ? []
      : [
          list(
            'Also possible:',
            others.map((cause) => `${cause.title} (${percent(cause.confidence)})`),
          ),
        ]),
    ...(diagnosis.questions.length === 0 ? [] : [list('This would settle it:', diagnosis.questions)]),
  ];
}

function list(heading: string, items: readonly string[]): string {
  return [heading, ...items.map((item) => `- ${item}`)].join('\n');
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}
