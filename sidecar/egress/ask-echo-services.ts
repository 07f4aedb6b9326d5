import type { IpFamily } from '../config/environment.js';
import type { SendOnce } from '../outbound/send-once.js';
import { readAddress, type EgressAddress } from './egress-address.js';

/** Echo services answer in well under a second; a check must not wait longer for a hint. */
const ECHO_MILLISECONDS = 3_000;

/** What one service saw. */
export interface Echo {
  readonly seen: EgressAddress;
  /** Whether it was asked through a proxy. */
  readonly proxied: boolean;
}

/**
 * Asks each echo service for the outbound address of this process, over each family, side by side. A service that
 * does not answer, or not with an address of that family, is left out. An address is never taken from DNS or from
 * server variables (peers.md section 7, rule 4).
 */
export async function askEchoServices(
  urls: readonly string[],
  families: readonly IpFamily[],
  send: SendOnce,
): Promise<Echo[]> {
  const questions = urls.flatMap((url) => families.map((family) => ({ url, family })));
  const answers = await Promise.all(
    questions.map(async ({ url, family }): Promise<Echo[]> => {
      const exchange = await send({
        url,
        authorization: null,
        totalMilliseconds: ECHO_MILLISECONDS,
        ipFamily: family,
      });
      const told = exchange.response?.status === 200 ? readAddress(exchange.response.body) : null;
      const { proxied } = exchange;
      if (told?.family !== family) return [];
      return [{ seen: { context: 'sidecar', source: new URL(url).host, ...told }, proxied }];
    }),
  );
  return answers.flat();
}
