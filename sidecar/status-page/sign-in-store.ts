import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';

/** A link in a mail or a terminal is used at once or not at all (design.md section 4.4, `POST /v1/tickets`). */
const TICKET_MILLISECONDS = 60_000;

/** A working day: long enough not to be in the way, short enough for a shared computer. */
const SESSION_MILLISECONDS = 12 * 60 * 60_000;

/** 256 random bits: beyond guessing, so that the hash in the database needs no salt. */
const VALUE_BYTES = 32;

type Kind = 'ticket' | 'session';

/** Something that signs a browser in until `expiresAt` (milliseconds since 1970-01-01 UTC). */
export interface SignIn {
  readonly value: string;
  readonly expiresAt: number;
}

/** One-time tickets and browser sessions. The database holds their hashes only. */
export class SignInStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  issueTicket(): Promise<SignIn> {
    return this.issue('ticket', TICKET_MILLISECONDS);
  }

  /** Uses a ticket up and opens a session; null when it is not valid (any more). Works once: the row is the proof. */
  async redeem(ticket: string): Promise<SignIn | null> {
    const { numDeletedRows } = await this.database
      .deleteFrom('sign_ins')
      .where('hash', '=', hashOf(ticket))
      .where('kind', '=', 'ticket')
      .where('expires_at', '>', this.clock())
      .executeTakeFirst();
    return numDeletedRows === 1n ? this.issue('session', SESSION_MILLISECONDS) : null;
  }

  /** Whether the ticket would open a session now. */
  isTicket(value: string): Promise<boolean> {
    return this.isValid('ticket', value);
  }

  isSignedIn(session: string): Promise<boolean> {
    return this.isValid('session', session);
  }

  async signOut(session: string): Promise<void> {
    await this.database.deleteFrom('sign_ins').where('hash', '=', hashOf(session)).execute();
  }

  private async isValid(kind: Kind, value: string): Promise<boolean> {
    const row = await this.database
      .selectFrom('sign_ins')
      .select('hash')
      .where('hash', '=', hashOf(value))
      .where('kind', '=', kind)
      .where('expires_at', '>', this.clock())
      .executeTakeFirst();
    return row !== undefined;
  }

  private async issue(kind: Kind, milliseconds: number): Promise<SignIn> {
    const value = randomBytes(VALUE_BYTES).toString('base64url');
    const expiresAt = this.clock() + milliseconds;
    await this.database.deleteFrom('sign_ins').where('expires_at', '<=', this.clock()).execute();
    await this.database
      .insertInto('sign_ins')
      .values({ hash: hashOf(value), kind, expires_at: expiresAt })
      .execute();
    return { value, expiresAt };
  }
}

function hashOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
