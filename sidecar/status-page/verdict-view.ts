import type { Status } from '../checks/status-service.js';
import type { MonitorState } from '../checks/monitor.js';
import { causeText, type CauseCode } from '../causes/cause-catalogue.js';
import { isRefusedFor } from '../causes/refusals.js';
import { translatorFor } from '../texts/translator.js';
import { durationText, utc } from '../texts/format-time.js';
import { moment, type Moment } from './moment.js';
import type { Tone } from './tone.js';
import { API_ENVIRONMENT } from './words.js';

/** The one line that sums everything up. */
export interface VerdictView {
  readonly tone: Tone;
  readonly headline: string;
  /** One or two sentences below it. */
  readonly explanation: string;
  /** The API environment that it is about. */
  readonly environment: string;
  readonly since: Moment;
  /** How long it has been so. */
  readonly duration: string;
}

const MINUTE_MILLISECONDS = 60_000;

type Words = Pick<VerdictView, 'tone' | 'headline' | 'explanation'>;

/** What each state is called. */
const VERDICTS: Readonly<Record<MonitorState, (status: Status) => Words>> = {
  healthy: () => ({
    tone: 'good',
    headline: 'NiceNIC works',
    explanation: 'NiceNIC accepts the calls of this shop.',
  }),
  pending: ({ lastCheck }) => ({
    tone: 'waiting',
    headline: 'A first check failed; confirming',
    explanation: `${causeSentence(lastCheck?.causeCode ?? null)}It counts as an outage, and you are told, when the next checks fail as well.`,
  }),
  failing: ({ monitor, incident }) => {
    const cause = incident?.causeCode ?? monitor.cause ?? 'unknown';
    return {
      tone: 'bad',
      headline: isRefusedFor(cause) ? 'NiceNIC refuses this shop' : 'NiceNIC does not work for this shop',
      explanation:
        monitor.good > 0
          ? 'The last check was accepted. The outage counts as over when the next one is accepted as well.'
          : `${causeSentence(cause)}Domain orders and renewals do not go through.`,
    };
  },
  paused: ({ monitor: { pause } }) => ({
    tone: 'unknown',
    headline: 'Paused',
    explanation: `Checks are still recorded, but nobody is told about failures${pause === null ? '' : ` until ${utc(pause.until)}`}.`,
  }),
  unknown: ({ apiEnvironment, lastCheck }) => ({
    tone: 'unknown',
    headline: 'Not known yet',
    explanation:
      apiEnvironment === null
        ? 'WHMCS has not handed over the settings of the module yet. Save them in WHMCS and let its cron run once.'
        : lastCheck === null
          ? 'No check has run yet.'
          : lastCheck.outcome !== 'indeterminate'
            ? 'The last check is too old to count. The next one tells.'
            : 'The last check could not tell: nothing outside answered, so the network of this server seems to be down.',
  }),
};

/** `now` in milliseconds since 1970-01-01 UTC. */
export function verdictView(status: Status, now: number): VerdictView {
  const { apiEnvironment } = status;
  const since = sinceWhen(status);
  return {
    ...VERDICTS[status.monitor.state](status),
    environment: apiEnvironment === null ? 'Environment not known' : API_ENVIRONMENT[apiEnvironment],
    since: moment(since, now),
    duration: now - since < MINUTE_MILLISECONDS ? 'less than a minute' : durationText(now - since),
  };
}

/** A failure begins at its first sign, not when it was confirmed. */
function sinceWhen({ monitor, incident }: Status): number {
  const failed = monitor.state === 'failing' || monitor.state === 'pending';
  return failed ? (incident?.failingSince ?? monitor.badSince ?? monitor.since) : monitor.since;
}

function causeSentence(cause: CauseCode | null): string {
  return cause === null ? '' : `Likely cause: ${translatorFor('en').say(causeText(cause, null).title)}. `;
}
