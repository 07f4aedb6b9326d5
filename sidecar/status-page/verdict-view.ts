import type { Status } from '../checks/status-service.js';
import { standsSince, type MonitorState } from '../checks/monitor.js';
import { causeText, isRefusedFor, type CauseCode } from '../causes/cause-catalogue.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import type { Translator } from '../texts/translator.js';
import { moment, type Moment } from './moment.js';
import type { Tone } from './tone.js';

/** The one line that sums everything up. */
export interface VerdictView {
  readonly tone: Tone;
  readonly headline: string;
  /** One or two sentences below it. */
  readonly explanation: string;
  /** The API environment that it is about. */
  readonly environment: string;
  readonly since: Moment;
  /** `since 2026-11-22 10:35:38 UTC` */
  readonly sinceText: string;
  /** How long it has been so: `(10 minutes)`. */
  readonly duration: string;
}

const MINUTE_MILLISECONDS = 60_000;

interface Words {
  readonly tone: Tone;
  readonly headline: Phrase;
  readonly explanation: readonly Phrase[];
}

/** What each state is called. */
const VERDICTS: Readonly<Record<MonitorState, (status: Status) => Words>> = {
  healthy: () => ({
    tone: 'good',
    headline: phrase('words:states.healthy'),
    explanation: [phrase('page:verdict.healthy')],
  }),
  pending: ({ lastCheck }) => ({
    tone: 'waiting',
    headline: phrase('words:states.pending'),
    explanation: [...causeSentence(lastCheck?.causeCode ?? null), phrase('page:verdict.pending')],
  }),
  failing: ({ monitor, incident }) => {
    const cause = incident?.causeCode ?? monitor.cause ?? 'unknown';
    return {
      tone: 'bad',
      headline: phrase(isRefusedFor(cause) ? 'words:states.refused' : 'words:states.failing'),
      explanation:
        monitor.good > 0
          ? [phrase('page:verdict.recovering')]
          : [...causeSentence(cause), phrase('page:verdict.failing')],
    };
  },
  paused: ({ monitor: { pause } }) => ({
    tone: 'unknown',
    headline: phrase('words:states.paused'),
    explanation: [
      pause === null
        ? phrase('page:verdict.paused')
        : phrase('page:verdict.paused_until', { until: pause.until }),
    ],
  }),
  unknown: (status) => ({
    tone: 'unknown',
    headline: phrase('words:states.unknown'),
    explanation: whyUnknown(status),
  }),
};

/** `now` in milliseconds since 1970-01-01 UTC. */
export function verdictView(status: Status, now: number, texts: Translator): VerdictView {
  const { apiEnvironment, monitor } = status;
  const { tone, headline, explanation } = VERDICTS[monitor.state](status);
  const since = standsSince(monitor);
  return {
    tone,
    headline: texts.say(headline),
    explanation: texts.sentences(explanation),
    environment: texts.t(
      apiEnvironment === null
        ? 'page:verdict.no_environment'
        : (`words:api_environments.${apiEnvironment}` as const),
    ),
    since: moment(since, now, texts),
    sinceText: texts.t('page:verdict.since', { at: since }),
    duration:
      now - since < MINUTE_MILLISECONDS
        ? texts.t('page:verdict.lasts_briefly')
        : texts.t('page:verdict.lasts', { lasts: now - since }),
  };
}

function whyUnknown({ apiEnvironment, lastCheck }: Status): readonly Phrase[] {
  if (apiEnvironment === null) return [phrase('page:verdict.no_settings')];
  if (lastCheck === null) return [phrase('page:verdict.no_check')];
  const { outcome, causeCode } = lastCheck;
  if (outcome !== 'indeterminate') return [phrase('page:verdict.too_old')];
  // No incident, so that nothing below says what to do.
  const steps = causeCode === null ? [] : causeText(causeCode, null).fix;
  return [phrase('page:verdict.own_network'), ...steps];
}

function causeSentence(cause: CauseCode | null): Phrase[] {
  return cause === null ? [] : [phrase('page:verdict.likely_cause', { title: causeText(cause, null).title })];
}
