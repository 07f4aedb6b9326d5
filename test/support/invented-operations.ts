import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const name = '{domain}';

/** `operations` of an operations file that maps all to what the simulator invents (test/simulator/actions/invented.ts). */
export const INVENTED_OPERATIONS = {
  GetRegistrarLock: {
    category: 'invented',
    action: 'show_bolt',
    parameters: { name },
    answer: { value: 'bolt.shut', values: { '1': 'locked', '0': 'unlocked' } },
  },
  SaveRegistrarLock: {
    category: 'invented',
    action: 'move_bolt',
    parameters: { name, bolt: { from: '{lock}', values: { locked: 'shut', unlocked: 'open' } } },
  },
  GetEPPCode: {
    category: 'invented',
    action: 'show_key',
    parameters: { name },
    answer: { value: 'key' },
  },
  SaveNameservers: {
    category: 'invented',
    action: 'point_to',
    parameters: { name, to1: '{ns1}', to2: '{ns2}', to3: '{ns3}', to4: '{ns4}' },
  },
  IDProtectToggle: {
    category: 'invented',
    action: 'draw_curtain',
    parameters: { name, curtain: { from: '{privacy}', values: { on: '1', off: '0' } } },
  },
  DeleteNameserver: {
    category: 'invented',
    action: 'drop_host',
    parameters: { name, host: '{nameserver}' },
  },
  ReleaseDomain: { category: 'invented', action: 'hand_over', parameters: { name, to: '{tag}' } },
  RequestDelete: { category: 'invented', action: 'throw_away', parameters: { name } },
  GetDNS: {
    category: 'invented',
    action: 'list_pins',
    parameters: { name },
    answer: {
      list: 'pins',
      fields: { id: 'no', host: 'spot', type: 'sort', value: 'to', priority: 'rank' },
    },
  },
  SaveDNS: {
    // The one call for records that NiceNIC documents (nicenic-api-v2.md section 5.9).
    create: {
      category: 'dns',
      action: 'create_record',
      parameters: {
        domain: '{domain}',
        type: '{type}',
        host: '{host}',
        value: '{value}',
        pri: '{priority}',
      },
    },
    delete: { category: 'invented', action: 'pull_pin', parameters: { name, no: '{id}' } },
  },
} as const;

/** A call that `SaveDNS` may have as `update`. */
export const INVENTED_UPDATE = {
  category: 'invented',
  action: 'move_pin',
  parameters: { name, no: '{id}', to: '{value}', rank: '{priority}' },
} as const;

/** Puts an operations file into a data folder, as a careful administrator does: whole, or not at all. */
export function writeOperations(dataDir: string, operations: unknown, mode = 0o600): void {
  writeOperationsText(dataDir, JSON.stringify({ operations }, null, 2), mode);
}

/** The same with any text. */
export function writeOperationsText(dataDir: string, text: string, mode = 0o600): void {
  const draft = join(dataDir, 'operations.json.new');
  writeFileSync(draft, text, { mode });
  renameSync(draft, join(dataDir, 'operations.json'));
}
