import PQueue from 'p-queue';
import { checkDomains } from '../nicenic/actions.js';
import type { RegistrarFailure } from '../nicenic/classify-answer.js';
import type { RegistrarClient } from '../nicenic/registrar-client.js';
import type { NamePrices } from '../pricing/name-prices.js';
import type { TldPriceService } from '../pricing/tld-price-service.js';
import { credentialsOf, type Settings } from '../settings/settings.js';
import { inTime } from '../timing/in-time.js';
import { decideOffer, type Offer } from './decide-offer.js';
import type { FailureReporter } from './failure-reporter.js';

/** What `domain/check` says of names (nicenic-api-v2.md section 5.1); one that it does not mention is missing. */
export type CheckStates = ReadonlyMap<string, 'available' | 'unavailable' | 'error'>;

/**
 * Of the 9.5 s that WHMCS's side waits, the sidecar takes seven to look and up to two more to find the cause of a
 * failure.
 */
export const LOOKUP_MILLISECONDS = 7_000;

/** The check itself must leave time for prices. */
const CHECK_MILLISECONDS = 5_000;

/** Names that are priced at once. */
const AT_ONCE = 4;

/** Finds out which names can be offered, and at which price. */
export class Offers {
  constructor(
    private readonly client: RegistrarClient,
    private readonly prices: NamePrices,
    private readonly tlds: TldPriceService,
    private readonly failures: FailureReporter,
  ) {}

  /**
   * What can be offered of these names (ASCII form), with one `domain/check` for all of them. A name that could not be
   * looked at up to `end` (`performance.now()`) is missing.
   * @throws {CompanionError} when nothing can be told
   */
  async of(
    names: readonly string[],
    settings: Settings,
    premiumEnabled: boolean,
    end: number,
  ): Promise<ReadonlyMap<string, Offer>> {
    return this.decide(await this.check(names, settings), settings, premiumEnabled, end);
  }

  /**
   * The state of each of these names (ASCII form), with one call.
   * @throws {CompanionError} when it cannot be told
   */
  async check(names: readonly string[], settings: Settings): Promise<CheckStates> {
    if (names.length === 0) return new Map();
    const answer = await this.client.read(checkDomains, { domains: [...names] }, credentialsOf(settings), {
      totalMilliseconds: CHECK_MILLISECONDS,
    });
    if (answer.outcome === 'failed')
      throw await this.failures.report('domain/check', answer.failure, settings);
    this.failures.worked(settings);
    const { data } = answer;
    return new Map(names.flatMap((name) => (data[name] === undefined ? [] : [[name, data[name]]])));
  }

  /**
   * What can be offered of names that were just checked. The check says nothing about premium, so that a free name is
   * offered only once its price is known. A name that could not be looked at up to `end` (`performance.now()`) is
   * missing.
   * @throws {CompanionError} when access is refused
   */
  async decide(
    states: CheckStates,
    settings: Settings,
    premiumEnabled: boolean,
    end: number,
  ): Promise<ReadonlyMap<string, Offer>> {
    const credentials = credentialsOf(settings);
    const offers = new Map<string, Offer>();
    const open: string[] = [];
    for (const [name, state] of states) {
      if (state === 'unavailable') offers.set(name, { status: 'registered' });
      else open.push(name);
    }
    const refusals: RegistrarFailure[] = [];
    const decideOne = async (name: string): Promise<void> => {
      const isFree = states.get(name) === 'available';
      const answer = isFree ? await this.prices.find(credentials, name) : null;
      if (answer?.kind === 'failed' && answer.failure.kind === 'access_refused')
        refusals.push(answer.failure);
      const isDoubtful = !isFree || answer?.kind === 'unpriced';
      const isSold = isDoubtful ? await this.tlds.isSold(credentials, tldOf(name)) : null;
      offers.set(name, decideOffer(answer, isSold, premiumEnabled));
    };
    const goesOn = (): boolean => refusals.length === 0 && performance.now() < end;
    const decideOneInTime = async (name: string): Promise<void> => {
      if (goesOn()) await decideOne(name);
    };
    const queue = new PQueue({ concurrency: AT_ONCE });
    await inTime(queue.addAll(open.map((name) => () => decideOneInTime(name))), end);
    const [refusal] = refusals;
    if (refusal !== undefined) throw await this.failures.report('domain/get_price', refusal, settings);
    // What is still under way comes too late.
    return new Map(offers);
  }
}

function tldOf(name: string): string {
  return name.slice(name.indexOf('.') + 1);
}
