import { X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { rootCertificates, TLSSocket, type DetailedPeerCertificate } from 'node:tls';
import type { Certificate, Stage } from './exchange.js';

/** Watches one call from the outside: which stage was passed when, and between which addresses. */
export class StageRecorder {
  readonly stages: Partial<Record<Stage, number>> = {};
  localAddress: string | null = null;
  remoteAddress: string | null = null;
  certificate: Certificate | null = null;
  /** Set once the connection that carries the request stands: from here on bytes may have left. */
  ready = false;
  readonly #start = performance.now();

  constructor(
    private readonly tls: boolean,
    private readonly proxied: boolean,
  ) {}

  /** Whole milliseconds since the call began. */
  elapsed(): number {
    return Math.round(performance.now() - this.#start);
  }

  pass(stage: Stage): void {
    this.stages[stage] ??= this.elapsed();
  }

  /**
   * The stage that has not been passed yet: where a call that breaks off now broke off. Whatever happens on the way
   * to a proxy, its name and connection included, belongs to stage `proxy`.
   */
  current(): Stage {
    if (this.proxied) {
      if (this.stages.proxy === undefined) return 'proxy';
    } else if (this.stages.connect === undefined) {
      return this.stages.dns === undefined ? 'dns' : 'connect';
    }
    if (this.tls && this.stages.tls === undefined) return 'tls';
    return this.stages.http === undefined ? 'http' : 'body';
  }

  /** Follows the socket that will carry the request; returns it for chaining. */
  watch<S extends Duplex>(socket: S, host?: string | null): S {
    // An address needs no look-up.
    if (isIP(host ?? '') !== 0) this.pass('dns');
    socket.once('lookup', (error: Error | null) => {
      if (error === null) this.pass('dns');
    });
    socket.once('connect', () => {
      this.pass('dns');
      this.pass('connect');
      this.readAddresses(socket);
      if (!this.tls) this.ready = true;
    });
    socket.once('secureConnect', () => {
      this.pass('tls');
      this.readAddresses(socket);
      this.certificate = socket instanceof TLSSocket ? certificateOf(socket) : null;
      this.ready = true;
    });
    return socket;
  }

  private readAddresses(socket: Duplex & { localAddress?: string; remoteAddress?: string }): void {
    this.localAddress = socket.localAddress ?? null;
    this.remoteAddress = socket.remoteAddress ?? null;
  }
}

function certificateOf(socket: TLSSocket): Certificate | null {
  const shown = socket.getPeerCertificate(true);
  const { issuer, valid_to: validTo } = shown;
  const validUntil = new Date(validTo);
  if (Number.isNaN(validUntil.getTime())) return null;
  // Certificates in the wild leave out fields that the type promises.
  const { O: organisation, CN: name } = issuer as Partial<Record<'O' | 'CN', string>>;
  return {
    issuer: organisation ?? name ?? '-',
    validTo: validUntil.toISOString(),
    publicRoot: hasPublicRoot(shown),
  };
}

/** SHA-256 fingerprints of the authorities that Node.js brings along. Read at the first TLS call: it takes 20 ms. */
let publicRoots: ReadonlySet<string> | null = null;

/** Whether any certificate of the chain is one of Node.js's own authorities. */
function hasPublicRoot(certificate: DetailedPeerCertificate): boolean {
  publicRoots ??= new Set(rootCertificates.map((text) => new X509Certificate(text).fingerprint256));
  const seen = new Set<string>();
  let next = certificate;
  while (!seen.has(next.fingerprint256)) {
    if (publicRoots.has(next.fingerprint256)) return true;
    seen.add(next.fingerprint256);
    const issuer = next.issuerCertificate as DetailedPeerCertificate | undefined;
    if (issuer === undefined) return false;
    next = issuer;
  }
  return false;
}
