import type { IpFamily } from '../config/environment.js';
import type { EgressContext } from '../egress/egress-address.js';
import { findDisagreement, type Drift } from '../egress/find-drift.js';
import { phrase, type Phrase } from '../texts/phrase.js';
import {
  environmentsDisagree,
  familyUsed,
  lastSeenFrom,
  sidecarAddresses,
  type Evidence,
} from './evidence.js';

/** What warnings rest on. */
type Facts = Pick<
  Evidence,
  'drift' | 'egress' | 'settingsPast' | 'lowRisk' | 'probe' | 'echoedThroughProxy' | 'lastSuccess' | 'now'
>;

/** What is not the cause of a failure now and can become one, one sentence each. Pure. */
export function findWarnings(evidence: Facts): Phrase[] {
  return [
    ...evidence.drift
      .filter(({ family }) => usesFamily(evidence, family))
      .map((drift) => ({ drift, accepted: isAccepted(drift, evidence) }))
      .filter(
        ({ drift, accepted }) => !accepted || evidence.now - drift.at < WARNED_WHEN_ACCEPTED_MILLISECONDS,
      )
      .map(({ drift, accepted }) => driftSentence(drift, accepted)),
    ...findDisagreement(evidence.egress).map(({ context, family, addresses }) =>
      context === 'sidecar'
        ? phrase('warnings:addresses_disagree.sidecar', { family, addresses })
        : phrase('warnings:addresses_disagree.elsewhere', { family, where: nameOf(context), addresses }),
    ),
    ...echoedAnotherWay(evidence),
    ...whmcsElsewhere(evidence),
    ...differentSettings(evidence),
    ...unfinishedTests(evidence),
  ];
}

/** Once NiceNIC takes calls from the new address the change is news, not a warning. Milliseconds. */
const WARNED_WHEN_ACCEPTED_MILLISECONDS = 24 * 60 * 60_000;

/** Whether calls to NiceNIC go over this IP family; privacy addresses of the other one change daily. */
function usesFamily({ lastSuccess }: Facts, family: IpFamily): boolean {
  const used = familyUsed(lastSuccess?.localAddress ?? null);
  return used === null || used === family;
}

/** Whether NiceNIC has accepted a call that left from the new address. */
function isAccepted({ context, family, now }: Drift, { lastSuccess }: Facts): boolean {
  return (
    context === 'sidecar' &&
    lastSuccess !== null &&
    familyUsed(lastSuccess.localAddress) === family &&
    lastSuccess.egress.some(({ address }) => address === now)
  );
}

/** One address that changed, and what to do before it becomes a failure. */
export function driftSentence({ context, family, before, now, at }: Drift, accepted: boolean): Phrase {
  const change = { family, before, now, at };
  if (context !== 'sidecar')
    return phrase('warnings:address_changed.elsewhere', { ...change, where: nameOf(context) });
  return accepted
    ? phrase('warnings:address_changed.accepted', change)
    : phrase('warnings:address_changed.sidecar', change);
}

/** How an environment of WHMCS is called in sentences. */
function nameOf(context: Exclude<EgressContext, 'sidecar'>): Phrase {
  return phrase(`words:environments.${context}`);
}

/** NO_PROXY or the like: then the services saw another address than NiceNIC does. */
function echoedAnotherWay({ probe, echoedThroughProxy }: Facts): Phrase[] {
  if (probe === null || echoedThroughProxy === null || probe.proxied === echoedThroughProxy) return [];
  return [phrase(echoedThroughProxy ? 'warnings:echoed_through_proxy' : 'warnings:echoed_directly')];
}

/** WHMCS on another address than the sidecar: of no effect, but whoever whitelists by it enters the wrong one. */
function whmcsElsewhere(evidence: Facts): Phrase[] {
  const own = sidecarAddresses(evidence);
  return (['web', 'cron'] as const).flatMap((context) =>
    evidence.egress
      .filter((seen) => seen.context === context)
      .filter(
        ({ family, address }) =>
          own.some((mine) => mine.family === family) && !own.some((mine) => mine.address === address),
      )
      .slice(0, 1)
      .map(({ address }) =>
        phrase('warnings:whmcs_leaves_elsewhere', {
          where: nameOf(context),
          address,
          own: own.map((mine) => mine.address),
        }),
      ),
  );
}

function differentSettings(evidence: Facts): Phrase[] {
  const web = lastSeenFrom(evidence, 'web');
  const cron = lastSeenFrom(evidence, 'cron');
  return web !== null && cron !== null && environmentsDisagree(evidence)
    ? [phrase('warnings:settings_differ', { web: web.at, cron: cron.at })]
    : [];
}

function unfinishedTests({ lowRisk }: Facts): Phrase[] {
  return lowRisk
    .filter(({ accepted }) => !accepted)
    .map(({ attempt: { action, httpStatus: status, code } }) => {
      if (status === null) return phrase('warnings:unfinished.no_answer', { action });
      return code === null
        ? phrase('warnings:unfinished.no_code', { action, status })
        : phrase('warnings:unfinished.code', { action, status, code });
    });
}
