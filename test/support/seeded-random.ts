/** Random numbers that are the same in every run, so that a failing test fails again. */
export interface SeededRandom {
  /** From 0 up to, but not including, 1. */
  readonly next: () => number;
  /** One of the items. Throws when there is none. */
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** The constants are those of the linear congruential generator in Numerical Recipes; quality hardly matters here. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return {
    next,
    pick: (items) => {
      const index = Math.floor(next() * items.length);
      if (items.length === 0) throw new Error('Nothing to pick from');
      return items[index] as (typeof items)[number];
    },
  };
}
