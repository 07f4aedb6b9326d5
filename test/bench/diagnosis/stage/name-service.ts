import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP } from 'node:net';

type Callback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/**
 * The name service of this process while a scenario runs: it knows the names of the scenario and no other, so that a
 * name can vanish and nothing is asked outside this machine. Everything that connects by name goes through
 * `dns.lookup`, which is what it takes the place of.
 */
export class NameService {
  readonly #names = new Map<string, readonly LookupAddress[]>();
  readonly #original = dns.lookup;

  install(): void {
    Object.assign(dns, { lookup: this.#lookup.bind(this) });
  }

  uninstall(): void {
    Object.assign(dns, { lookup: this.#original });
  }

  /** The addresses of a name, the preferred one first. */
  know(name: string, ...addresses: readonly string[]): void {
    this.#names.set(
      name,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }

  forget(name: string): void {
    this.#names.delete(name);
  }

  #lookup(name: string, options: LookupOptions | number | Callback, callback?: Callback): void {
    const answer = typeof options === 'function' ? options : callback;
    const { family = 0, all = false } = typeof options === 'object' ? options : {};
    const wanted = family === 'IPv4' ? 4 : family === 'IPv6' ? 6 : family;
    // Servers ask for the address they are to listen on in this way, too.
    const literal = isIP(name) === 0 ? [] : [{ address: name, family: isIP(name) }];
    const known = [...literal, ...(this.#names.get(name) ?? [])].filter(
      (one) => wanted === 0 || one.family === wanted,
    );
    const [first] = known;
    process.nextTick(() => {
      if (first === undefined) {
        answer?.(
          Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
            code: 'ENOTFOUND',
            syscall: 'getaddrinfo',
            hostname: name,
          }),
          '',
        );
      } else if (all) answer?.(null, [...known]);
      else answer?.(null, first.address, first.family);
    });
  }
}
