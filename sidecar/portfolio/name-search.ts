import type { NamedPage } from './judge-pages.js';

/** What is known of a name after a page of the list in the order of names. */
export type Whereabouts =
  | 'here'
  /** It would have to be on one of the pages that were read, and is not. */
  | 'missing'
  /** To be looked for on the page before, or behind. */
  | 'before'
  | 'after'
  /** The pages are in no order that is known, or known orders lead to different places: they tell nothing. */
  | 'unclear';

/** What one page tells by one order; `impossible`: the page is in another one. */
type Verdict = Exclude<Whereabouts, 'here'> | 'impossible';

type Order = (name: string) => string;

/**
 * Orders that may be meant by the order of names, as what is compared instead of a name. Which one the registrar has is
 * not documented (nicenic-api-v2.md section 5.6), and they differ where there are hyphens.
 */
const ORDERS: readonly Order[] = [
  (name) => name,
  // First the label, then what comes behind it: a blank comes before all characters of names.
  (name) => name.replaceAll('.', ' '),
  // Databases that sort as a dictionary does pass over hyphens, some over dots as well.
  (name) => name.replaceAll('-', ''),
  (name) => name.replaceAll(/[.-]/g, ''),
];

/**
 * Looks for one name on neighbouring pages. It counts as missing only by every order that the pages can be in, because
 * a name that is wrongly taken for missing can be ordered twice.
 */
export class NameSearch {
  /** Orders by which it can still be on another page, and on which side. */
  readonly #open = new Map<Order, 'before' | 'after' | null>(ORDERS.map((order) => [order, null]));
  /** Orders by which it is missing. */
  readonly #closed = new Set<Order>();

  /** `name` in ASCII form, like those of the pages. */
  constructor(private readonly name: string) {}

  /** Looks at the next page: the first of all, or the one that was asked for. */
  look(page: NamedPage & { readonly page: number }): Whereabouts {
    const names = page.domains.map(({ domain }) => domain);
    if (names.includes(this.name)) return 'here';
    if (names.length === 0) {
      if (page.total === 0) return 'missing';
      // Past the end of a list that has become shorter.
      return page.page > page.totalPages && page.page > 1 ? 'before' : 'unclear';
    }
    // The list may sort international names by their other form.
    if (isInternational(this.name) || new Set(names).size < names.length) return 'unclear';
    const sorted = names.filter((name) => !isInternational(name));
    for (const order of ORDERS) {
      const verdict = verdictBy(order, this.name, sorted, page);
      if (verdict === 'unclear') return 'unclear';
      this.learn(order, verdict);
    }
    return this.sum();
  }

  private learn(order: Order, verdict: Exclude<Verdict, 'unclear'>): void {
    const side = this.#open.get(order);
    if (verdict === 'impossible') {
      this.#open.delete(order);
      this.#closed.delete(order);
    } else if (side !== undefined) {
      const isBetween = side !== null && side !== verdict;
      if (verdict === 'missing' || isBetween) {
        this.#open.delete(order);
        this.#closed.add(order);
      } else this.#open.set(order, verdict);
    }
  }

  private sum(): Whereabouts {
    const [side, another] = new Set(this.#open.values());
    if (side === undefined) return this.#closed.size > 0 ? 'missing' : 'unclear';
    return side === null || another !== undefined ? 'unclear' : side;
  }
}

function verdictBy(
  order: Order,
  name: string,
  names: readonly string[],
  { page, totalPages }: { readonly page: number; readonly totalPages: number },
): Verdict {
  const keys = names.map(order);
  if (keys.some((key, index) => index > 0 && key < (keys[index - 1] ?? ''))) return 'impossible';
  const key = order(name);
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return 'unclear';
  // Alike by this order: on either side of the other one.
  if (key <= first) return page === 1 ? 'missing' : key === first ? 'unclear' : 'before';
  if (key >= last) return page >= totalPages ? 'missing' : key === last ? 'unclear' : 'after';
  return 'missing';
}

function isInternational(name: string): boolean {
  return name.split('.').some((label) => label.startsWith('xn--'));
}
