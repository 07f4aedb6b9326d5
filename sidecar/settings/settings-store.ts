import type { Secret } from '../config/secret.js';
import { CompanionError } from '../errors/companion-error.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import type { SecretCipher } from './secret-cipher.js';
import type { Fingerprint, Settings } from './settings.js';

const CURRENT = 'current';

/** The settings that scheduled checks use; the secret is encrypted in the database (design.md rule 3). */
export class SettingsStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  async write(settings: Settings, fingerprint: Fingerprint): Promise<void> {
    const row = {
      username: settings.username,
      secret_ciphertext: this.cipher.encrypt(settings.apiSecret),
      test_mode: settings.testMode ? 1 : 0,
      fingerprint,
      stored_at: this.clock(),
    };
    await this.database
      .insertInto('settings')
      .values({ id: CURRENT, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute();
  }

  /** Fingerprint of the stored settings, readable without the key. */
  async fingerprint(): Promise<Fingerprint | null> {
    const row = await this.database
      .selectFrom('settings')
      .select('fingerprint')
      .where('id', '=', CURRENT)
      .executeTakeFirst();
    return row?.fingerprint ?? null;
  }

  /** @throws {CompanionError} `settings_unreadable` when the key file does not belong to the database */
  async read(): Promise<{ settings: Settings; fingerprint: Fingerprint } | null> {
    const row = await this.database
      .selectFrom('settings')
      .selectAll()
      .where('id', '=', CURRENT)
      .executeTakeFirst();
    if (row === undefined) return null;
    return {
      settings: {
        username: row.username,
        apiSecret: this.decrypt(row.secret_ciphertext),
        testMode: row.test_mode === 1,
      },
      fingerprint: row.fingerprint,
    };
  }

  private decrypt(text: string): Secret {
    try {
      return this.cipher.decrypt(text);
    } catch (error) {
      throw new CompanionError('settings_unreadable', { cause: error });
    }
  }
}
