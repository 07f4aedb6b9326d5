/** The types that WHMCS's form can show and choose; others would come back as A (whmcs-contract.md section 5.2). */
export const FORM_TYPES = ['A', 'AAAA', 'MXE', 'MX', 'CNAME', 'TXT', 'URL', 'FRAME'] as const;

/** A record of a zone, of a type that the form can show. */
export interface DnsRecord {
  /** Relative to the domain; `@` is the domain itself. */
  readonly host: string;
  readonly type: string;
  readonly value: string;
  /** Of MX records; null for all others. */
  readonly priority: number | null;
}

/** A record that the registrar has. */
export interface KnownRecord extends DnsRecord {
  /** Null where its list gives none. */
  readonly id: string | null;
}

export function isFormType(type: string): boolean {
  return (FORM_TYPES as readonly string[]).includes(type);
}

/** Host names have no case. */
export function isSameHost(one: DnsRecord, other: Pick<DnsRecord, 'host'>): boolean {
  return one.host.toLowerCase() === other.host.toLowerCase();
}

/** `www CNAME`, for messages: a value may prove to some service who owns the domain. */
export function nameOfRecord({ host, type }: Pick<DnsRecord, 'host' | 'type'>): string {
  return `${host} ${type}`;
}
