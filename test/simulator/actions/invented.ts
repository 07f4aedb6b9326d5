import { z } from 'zod';
import type { Action } from './action.js';
import { defineAction } from './action.js';
import { ifOwned } from './changes.js';
import { childHost, domainName, text } from './parameters.js';

/*
 * What registrars usually can do and NiceNIC documents nowhere. Every name here is INVENTED, odd on purpose so that none
 * is taken for a real one, and nothing may be built on them: they are there to try out an operations file.
 */

const CATEGORY = 'invented';

const ownDomain = z.object({ name: domainName });

const lockState = defineAction(CATEGORY, 'show_bolt', ownDomain, ({ name }, { world }) =>
  ifOwned(world, name, ({ locked }) => ({ kind: 'item', data: { bolt: { shut: locked ? 1 : 0 } } })),
);

const setLock = defineAction(
  CATEGORY,
  'move_bolt',
  ownDomain.extend({ bolt: z.enum(['shut', 'open']) }),
  ({ name, bolt }, { world }) =>
    ifOwned(world, name, (known) => {
      world.portfolio.put({ ...known, locked: bolt === 'shut' });
      return { kind: 'empty' };
    }),
);

const transferCode = defineAction(CATEGORY, 'show_key', ownDomain, ({ name }, { world }) =>
  ifOwned(world, name, (known) => ({ kind: 'item', data: { key: known.transferCode } })),
);

const setNameservers = defineAction(
  CATEGORY,
  'point_to',
  ownDomain.extend({
    to1: domainName,
    to2: domainName,
    to3: domainName.optional(),
    to4: domainName.optional(),
  }),
  ({ name, to1, to2, to3, to4 }, { world }) =>
    ifOwned(world, name, (known) => {
      const nameservers = [to1, to2, to3, to4].filter((host) => host !== undefined);
      world.portfolio.put({ ...known, nameservers });
      return { kind: 'empty' };
    }),
);

const setPrivacy = defineAction(
  CATEGORY,
  'draw_curtain',
  ownDomain.extend({ curtain: z.enum(['1', '0']) }),
  ({ name, curtain }, { world }) =>
    ifOwned(world, name, (known) => {
      world.portfolio.put({ ...known, privacy: curtain === '1' });
      return { kind: 'empty' };
    }),
);

const deleteHost = defineAction(
  CATEGORY,
  'drop_host',
  ownDomain.extend({ host: childHost }),
  ({ name, host }, { world }) =>
    ifOwned(world, name, (known) => {
      const { [host]: gone, ...hosts } = known.hosts;
      if (gone === undefined) return { kind: 'refused', reason: 'host_not_found' };
      world.portfolio.put({ ...known, hosts });
      return { kind: 'empty' };
    }),
);

const release = defineAction(
  CATEGORY,
  'hand_over',
  ownDomain.extend({ to: text(1, 60) }),
  ({ name }, { world }) =>
    ifOwned(world, name, () => {
      world.portfolio.remove(name);
      return { kind: 'empty' };
    }),
);

const remove = defineAction(CATEGORY, 'throw_away', ownDomain, ({ name }, { world }) =>
  ifOwned(world, name, () => {
    world.portfolio.remove(name);
    return { kind: 'empty' };
  }),
);

const listRecords = defineAction(CATEGORY, 'list_pins', ownDomain, ({ name }, { world }) =>
  ifOwned(world, name, ({ records }) => ({
    kind: 'map',
    data: {
      pins: records.map(({ id, host, type, value, pri }) => ({
        no: id,
        spot: host === '@' ? '' : host,
        sort: type.toLowerCase(),
        to: value,
        rank: pri,
      })),
    },
  })),
);

const pin = ownDomain.extend({ no: z.string().regex(/^\d+$/).transform(Number) });

const deleteRecord = defineAction(CATEGORY, 'pull_pin', pin, ({ name, no }, { world }) =>
  ifOwned(world, name, (known) => {
    const records = known.records.filter(({ id }) => id !== no);
    if (records.length === known.records.length) return { kind: 'parameter_error' };
    world.portfolio.put({ ...known, records });
    return { kind: 'empty' };
  }),
);

const updateRecord = defineAction(
  CATEGORY,
  'move_pin',
  pin.extend({ to: text(1, 255), rank: z.string().regex(/^\d+$/).optional() }),
  ({ name, no, to, rank }, { world }) =>
    ifOwned(world, name, (known) => {
      const records = known.records.map((record) =>
        record.id === no
          ? { ...record, value: to, pri: rank === undefined ? record.pri : Number(rank) }
          : record,
      );
      world.portfolio.put({ ...known, records });
      return { kind: 'empty' };
    }),
);

export const INVENTED: readonly Action[] = [
  lockState,
  setLock,
  transferCode,
  setNameservers,
  setPrivacy,
  deleteHost,
  release,
  remove,
  listRecords,
  deleteRecord,
  updateRecord,
];
