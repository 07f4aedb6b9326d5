/** The stages of a call, in the order in which they are passed. `proxy` is a CONNECT through a proxy. */
export type Stage = 'dns' | 'connect' | 'proxy' | 'tls' | 'http' | 'body';

export interface OutboundResponse {
  readonly status: number;
  /** Only the headers that evidence is drawn from; lower-case names. */
  readonly headers: Readonly<
    Partial<Record<'content-type' | 'location' | 'retry-after' | 'server' | 'via', string>>
  >;
  readonly body: string;
}

/** A call that broke off. `stage` is the one that was not passed. */
export interface BrokenOff {
  readonly stage: Stage;
  /** The system's code, such as `ECONNREFUSED`, or `TIMEOUT`, `TOO_LARGE`. */
  readonly code: string;
}

/** The certificate that the other side showed; only of a handshake that was accepted. */
export interface Certificate {
  /** Organisation, or else name, of who issued it. A proxy that looks into TLS shows an issuer of its own. */
  readonly issuer: string;
  /** ISO 8601. */
  readonly validTo: string;
  /** Whether the chain ends at one of the authorities that Node.js itself brings along. */
  readonly publicRoot: boolean;
}

/** What happened on the wire in one call, whatever its outcome. Nothing in it is secret. */
export interface Exchange {
  readonly startedAt: Date;
  readonly milliseconds: number;
  /** Milliseconds since the start at which each stage was passed. */
  readonly stages: Readonly<Partial<Record<Stage, number>>>;
  readonly localAddress: string | null;
  readonly remoteAddress: string | null;
  readonly proxied: boolean;
  /** Null without TLS. */
  readonly certificate: Certificate | null;
  /** False only when it is certain that no byte of the request reached the other side. */
  readonly mayHaveArrived: boolean;
  readonly response: OutboundResponse | null;
  readonly brokenOff: BrokenOff | null;
}
