import { isSameHost, type DnsRecord, type KnownRecord } from './dns-record.js';

/** One call that brings a zone nearer to what is wanted. */
export type RecordChange =
  | { readonly kind: 'create'; readonly record: DnsRecord }
  | { readonly kind: 'update'; readonly known: KnownRecord; readonly record: DnsRecord }
  | { readonly kind: 'delete'; readonly known: KnownRecord };

/** What the registrar's calls can do. */
export interface RecordCalls {
  readonly canUpdate: boolean;
  /** Whether a deletion names the record by its id; else by host, type and value. */
  readonly deletesById: boolean;
}

/**
 * The changes, in the order in which they are made. What is wanted and there is not touched. A new record is made before
 * the old one goes, so that a refusal leaves the old one; the other way round only where the two cannot stand together.
 */
export function diffRecords(
  known: readonly KnownRecord[],
  wanted: readonly DnsRecord[],
  { canUpdate, deletesById }: RecordCalls,
): readonly RecordChange[] {
  const gone = [...known];
  const takeOut = (fits: (one: KnownRecord) => boolean): KnownRecord | undefined => {
    const index = gone.findIndex(fits);
    return index === -1 ? undefined : gone.splice(index, 1)[0];
  };
  const missing = [isSameRecord, isSameEscaped].reduce<readonly DnsRecord[]>(
    (left, isSame) => left.filter((record) => takeOut((one) => isSame(one, record)) === undefined),
    wanted,
  );
  // The same record twice is refused by registrars, or is one that is there already.
  const fresh = missing.filter(
    (record, index) =>
      missing.findIndex((other) => isSameRecord(other, record)) === index &&
      !known.some((one) => !gone.includes(one) && isSameRecord(one, record)),
  );
  const updates: RecordChange[] = [];
  const creates: DnsRecord[] = [];
  for (const record of fresh) {
    const one = canUpdate
      ? takeOut((other) => isSameHost(other, record) && other.type === record.type)
      : undefined;
    if (one === undefined) creates.push(record);
    else updates.push({ kind: 'update', known: one, record });
  }
  const collides = (record: DnsRecord): boolean =>
    gone.some((one) => cannotStandTogether(one, record, deletesById));
  const create = (record: DnsRecord): RecordChange => ({ kind: 'create', record });
  return [
    ...updates,
    ...creates.filter((record) => !collides(record)).map(create),
    ...gone.map((one): RecordChange => ({ kind: 'delete', known: one })),
    ...creates.filter(collides).map(create),
  ];
}

function isSameRecord(one: DnsRecord, other: DnsRecord): boolean {
  return (
    isSameHost(one, other) &&
    one.type === other.type &&
    one.value === other.value &&
    one.priority === other.priority
  );
}

/** A page that escaped the value twice posts it escaped once (whmcs-contract.md section 3.4): nobody changed it. */
function isSameEscaped(one: DnsRecord, posted: DnsRecord): boolean {
  return isSameRecord(one, { ...posted, value: unescaped(posted.value) });
}

const CHARACTERS: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&#039;': "'",
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
};

/** Undoes PHP's htmlspecialchars once. */
function unescaped(text: string): string {
  return text.replace(/&(?:quot|#039|lt|gt|amp);/g, (entity) => CHARACTERS[entity] ?? entity);
}

/** A CNAME stands alone; and a deletion by host, type and value would take a new record of the same ones with it. */
function cannotStandTogether(known: DnsRecord, record: DnsRecord, deletesById: boolean): boolean {
  if (!isSameHost(known, record)) return false;
  if (known.type === 'CNAME' || record.type === 'CNAME') return true;
  return !deletesById && known.type === record.type && known.value === record.value;
}
