import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { IpFamily } from '../config/environment.js';

/** Who looked: the sidecar itself, or WHMCS's PHP in one of its environments. */
export type EgressContext = 'sidecar' | 'web' | 'cron' | 'cli';

/** `private` and `loopback` answers are kept and flagged: an echo service behind the same NAT gives them. */
export type AddressScope = 'public' | 'private' | 'loopback';

/** Stands for the echo service where it was not told: a mark that needs no language. */
export const SOURCE_NOT_TOLD = '-';

/** An outbound address as an echo service saw it. */
export interface EgressAddress {
  readonly context: EgressContext;
  readonly family: IpFamily;
  readonly address: string;
  /** Host of the echo service, or {@link SOURCE_NOT_TOLD}. */
  readonly source: string;
  readonly scope: AddressScope;
}

/** Reads an address in any notation into its normal form; null when the text is none. */
export function readAddress(text: string): { address: string; family: IpFamily; scope: AddressScope } | null {
  const bare = text.trim();
  // Stricter than the library, which reads 8.8.8 as 8.8.0.8.
  if (isIP(bare) === 0) return null;
  const parsed = ipaddr.process(bare);
  const range = parsed.range();
  return {
    address: parsed.toString(),
    family: parsed.kind() === 'ipv4' ? 4 : 6,
    scope: range === 'loopback' ? 'loopback' : range === 'unicast' ? 'public' : 'private',
  };
}
