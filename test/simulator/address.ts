import { isIPv6 } from 'node:net';

/**
 * One spelling per address: IPv4-mapped IPv6 becomes IPv4, IPv6 is compressed and lower case.
 * Anything that is no address is returned as it is and so never equals a caller's address.
 */
export function normaliseAddress(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  return isIPv6(address) ? new URL(`http://[${address}]`).hostname.slice(1, -1) : address;
}

/** Whether a (normalised) address belongs to this machine alone. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}

/** The addresses that may use the API. Single addresses only: whether ranges are possible is not known. */
export class Whitelist {
  readonly #addresses = new Set<string>();

  constructor(addresses: readonly string[]) {
    for (const address of addresses) this.add(address);
  }

  add(address: string): void {
    this.#addresses.add(normaliseAddress(address));
  }

  remove(address: string): void {
    this.#addresses.delete(normaliseAddress(address));
  }

  has(address: string): boolean {
    return this.#addresses.has(normaliseAddress(address));
  }

  list(): string[] {
    return [...this.#addresses];
  }
}
