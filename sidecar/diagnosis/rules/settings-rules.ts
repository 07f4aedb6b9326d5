import { whatCameBack } from '../../errors/what-came-back.js';
import { phrase, type Phrase } from '../../texts/phrase.js';
import {
  cronFails,
  environmentsDisagree,
  lastSeenFrom,
  outcomeOf,
  works,
  type Evidence,
} from '../evidence.js';
import { AGAINST, HINT, NO_REFUSAL, PROOF, refused, STRONG, STRONG_AGAINST, type Rule } from './rule.js';

/** The values themselves, and who in WHMCS hands over which. */
export const SETTINGS_RULES: readonly Rule[] = [
  ...(['secret_malformed', 'username_malformed', 'whmcs_settings_incomplete'] as const).map((code): Rule => ({
    id: `lint_${code}`,
    factors: { [code]: PROOF, ...NO_REFUSAL },
    reason:
      'Values that cannot travel in the header fail whatever else is right, and before NiceNIC sees them.',
    fact: ({ lint }) =>
      lint.find((problem) => problem.code === code && problem.severity === 'error')?.message[0] ?? null,
  })),
  ...(['secret_malformed', 'username_malformed'] as const).map((code): Rule => ({
    id: `lint_warning_${code}`,
    factors: { [code]: PROOF * HINT, wrong_secret: AGAINST },
    reason: 'An odd value that is refused and never was accepted is most likely refused because it is odd.',
    fact: (evidence) =>
      refused(evidence) && outcomeOf(evidence, evidence.settingsFingerprint).acceptedAt === null
        ? (evidence.lint.find((problem) => problem.code === code && problem.severity === 'warning')
            ?.message[0] ?? null)
        : null,
  })),
  {
    id: 'cron_other_settings',
    factors: { cron_environment_differs: STRONG, wrong_secret: STRONG_AGAINST },
    reason:
      'Cron hands over values that fail while the web hands over others that NiceNIC accepts: not the values are wrong but where they come from. Stronger than a fault of the values themselves.',
    fact: (evidence: Evidence): Phrase | null => {
      const web = lastSeenFrom(evidence, 'web');
      const cron = lastSeenFrom(evidence, 'cron');
      return fails(evidence) &&
        web !== null &&
        cron?.fingerprint === evidence.settingsFingerprint &&
        environmentsDisagree(evidence) &&
        works(evidence, web.fingerprint)
        ? phrase('evidence:cron_other_settings', { cron: cron.at, web: web.at })
        : null;
    },
  },
  {
    id: 'cron_fails',
    factors: { cron_environment_differs: PROOF * HINT },
    reason:
      'These settings are accepted and those of cron are not, from the same process at the same time: proof. Nothing else is left to explain.',
    fact: (evidence: Evidence): Phrase | null => {
      if (evidence.probe?.accepted !== true || !cronFails(evidence) || evidence.inCron === null) return null;
      const { lint, probe } = evidence.inCron;
      const why =
        lint[0]?.message ??
        (probe?.failure ? phrase('words:title_as_sentence', { title: whatCameBack(probe.failure) }) : []);
      return phrase('evidence:cron_fails', { why });
    },
  },
  {
    id: 'environments_disagree',
    factors: { cron_environment_differs: STRONG },
    reason: 'Web and cron should read the same settings; that they do not is a fault, whichever are right.',
    fact: (evidence) =>
      fails(evidence) && environmentsDisagree(evidence) ? phrase('evidence:environments_disagree') : null,
  },
  {
    id: 'not_what_was_checked',
    factors: { whmcs_settings_not_saved: PROOF, wrong_secret: STRONG_AGAINST },
    reason:
      'The values that passed the check were accepted, and WHMCS hands over others afterwards (auth-guide.md section 10, cause 6). A fault that is visible in the values themselves comes first.',
    fact: (evidence: Evidence): Phrase | null => {
      const form = lastSeenFrom(evidence, 'form');
      const handed = (['web', 'cron'] as const)
        .map((origin) => lastSeenFrom(evidence, origin))
        .find((seen) => seen?.fingerprint === evidence.settingsFingerprint);
      return fails(evidence) &&
        evidence.lint.length === 0 &&
        form !== null &&
        handed &&
        form.fingerprint !== evidence.settingsFingerprint &&
        handed.at > form.at &&
        works(evidence, form.fingerprint) &&
        !environmentsDisagree(evidence)
        ? phrase('evidence:not_what_was_checked', { at: form.at })
        : null;
    },
  },
  {
    id: 'older_settings',
    factors: {
      whmcs_settings_not_saved: STRONG * STRONG,
      cron_environment_differs: STRONG * HINT,
      wrong_secret: AGAINST,
    },
    reason: 'Values that were in use before the ones that worked last come from an old copy.',
    fact: (evidence: Evidence): Phrase | null => {
      const { acceptedAt } = outcomeOf(evidence, evidence.settingsFingerprint);
      const last = evidence.lastSuccess;
      return refused(evidence) &&
        acceptedAt !== null &&
        last !== null &&
        last.fingerprint !== evidence.settingsFingerprint &&
        acceptedAt < last.at
        ? phrase('evidence:older_settings', { at: acceptedAt })
        : null;
    },
  },
];

function fails(evidence: Evidence): boolean {
  return evidence.probe?.accepted !== true;
}
