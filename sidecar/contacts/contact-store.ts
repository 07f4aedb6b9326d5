import { Secret } from '../config/secret.js';
import type { Account } from '../orders/order.js';
import type { SecretCipher } from '../settings/secret-cipher.js';
import type { Clock } from '../store/clock.js';
import type { Database } from '../store/database.js';
import { contactFields, type ContactFields } from './contact-fields.js';

/**
 * The registrants that were last sent to the registrar, whose API cannot read them (nicenic-api-v2.md section 9).
 * Personal data: encrypted in the database, and nowhere else.
 */
export class ContactStore {
  constructor(
    private readonly database: Database,
    private readonly cipher: SecretCipher,
    private readonly clock: Clock,
  ) {}

  /** Goes out with an order; counts once that order is done or pending. */
  async noteOrdered(
    account: Account,
    domain: string,
    contact: ContactFields,
    referenceId: string,
  ): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      // What went out with orders that did not happen never counts.
      await transaction
        .deleteFrom('contacts')
        .where('api_environment', '=', account.apiEnvironment)
        .where('username', '=', account.username)
        .where('domain', '=', domain)
        .where('order_reference_id', 'is not', null)
        .where('order_reference_id', 'not in', (orders) =>
          orders.selectFrom('orders').select('reference_id').where('state', '!=', 'rejected'),
        )
        .execute();
      await transaction
        .insertInto('contacts')
        .values(this.row(account, domain, contact, referenceId))
        .execute();
    });
  }

  /** The registrar has taken it: whatever was sent before is history. */
  async noteSaved(account: Account, domain: string, contact: ContactFields): Promise<void> {
    await this.database.transaction().execute(async (transaction) => {
      await transaction
        .deleteFrom('contacts')
        .where('api_environment', '=', account.apiEnvironment)
        .where('username', '=', account.username)
        .where('domain', '=', domain)
        .execute();
      await transaction
        .insertInto('contacts')
        .values(this.row(account, domain, contact, null))
        .execute();
    });
  }

  /** What the registrar was last told; null when that is not known, or was encrypted with another key. */
  async find(account: Account, domain: string): Promise<ContactFields | null> {
    const row = await this.database
      .selectFrom('contacts')
      .leftJoin('orders', (join) =>
        join
          .onRef('orders.reference_id', '=', 'contacts.order_reference_id')
          .onRef('orders.domain', '=', 'contacts.domain'),
      )
      .select('contacts.contact_ciphertext')
      .where('contacts.api_environment', '=', account.apiEnvironment)
      .where('contacts.username', '=', account.username)
      .where('contacts.domain', '=', domain)
      .where((where) =>
        where.or([
          where('contacts.order_reference_id', 'is', null),
          where('orders.state', 'in', ['done', 'pending']),
        ]),
      )
      .orderBy('contacts.id', 'desc')
      .executeTakeFirst();
    return row === undefined ? null : this.read(row.contact_ciphertext);
  }

  private row(
    { apiEnvironment, username }: Account,
    domain: string,
    contact: ContactFields,
    referenceId: string | null,
  ) {
    return {
      api_environment: apiEnvironment,
      username,
      domain,
      contact_ciphertext: this.cipher.encrypt(new Secret(JSON.stringify(contact))),
      order_reference_id: referenceId,
      sent_at: this.clock(),
    };
  }

  private read(ciphertext: string): ContactFields | null {
    try {
      return contactFields.parse(JSON.parse(this.cipher.decrypt(ciphertext).reveal()));
    } catch {
      // The next contact that is sent takes its place.
      return null;
    }
  }
}
