import { sql, type Kysely, type Migration } from 'kysely';

/** Forward only, in the order of their names. A released migration is never changed. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_main_job': { up: mainJob },
  '0002_diagnosis': { up: diagnosis },
  '0003_portfolio': { up: portfolio },
  '0004_orders': { up: orders },
  '0005_prices': { up: prices },
  '0006_contacts': { up: contacts },
  '0008_alert_channels': { up: alertChannels },
  '0009_notices': { up: notices },
  '0010_history': { up: history },
  '0011_error_texts': { up: errorTexts },
};

async function mainJob(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('id', 'varchar(16)', (c) => c.primaryKey())
    .addColumn('username', 'text', (c) => c.notNull())
    .addColumn('secret_ciphertext', 'text', (c) => c.notNull())
    .addColumn('test_mode', 'integer', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('stored_at', 'bigint', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('orders')
    .addColumn('id', 'varchar(36)', (c) => c.primaryKey())
    .addColumn('intent_key', 'varchar(255)', (c) => c.notNull())
    .addColumn('live_key', 'varchar(255)', (c) => c.unique())
    .addColumn('action', 'varchar(16)', (c) => c.notNull())
    .addColumn('domain', 'varchar(255)', (c) => c.notNull())
    .addColumn('whmcs_domain_id', 'integer', (c) => c.notNull())
    .addColumn('years', 'integer', (c) => c.notNull())
    .addColumn('state', 'varchar(16)', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('result_json', 'text')
    .addColumn('registrar_code', 'integer')
    .addColumn('registrar_message', 'text')
    .addColumn('reply', 'varchar(8)', (c) => c.notNull())
    .addColumn('reference_id', 'varchar(36)', (c) => c.notNull())
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('sent_at', 'bigint')
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('orders_by_state').on('orders').column('state').execute();

  await db.schema
    .createTable('checks')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('source', 'varchar(16)', (c) => c.notNull())
    .addColumn('api_environment', 'varchar(16)', (c) => c.notNull())
    .addColumn('outcome', 'varchar(16)', (c) => c.notNull())
    .addColumn('cause_code', 'varchar(32)')
    .addColumn('milliseconds', 'integer', (c) => c.notNull())
    .addColumn('stages_json', 'text', (c) => c.notNull())
    .addColumn('attempt_json', 'text')
    .addColumn('balance_json', 'text')
    .addColumn('reference_id', 'varchar(36)', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('checks_by_time').on('checks').column('at').execute();

  await db.schema
    .createTable('monitor')
    .addColumn('id', 'varchar(16)', (c) => c.primaryKey())
    .addColumn('state_json', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('transitions')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('from_state', 'varchar(16)', (c) => c.notNull())
    .addColumn('to_state', 'varchar(16)', (c) => c.notNull())
    .addColumn('cause_code', 'varchar(32)')
    .addColumn('reference_id', 'varchar(36)', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('incidents')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('opened_at', 'bigint', (c) => c.notNull())
    .addColumn('failing_since', 'bigint', (c) => c.notNull())
    .addColumn('closed_at', 'bigint')
    .addColumn('cause_code', 'varchar(32)', (c) => c.notNull())
    .addColumn('diagnosis_json', 'text', (c) => c.notNull())
    .addColumn('updated_at', 'bigint', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('alerts')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('incident_id', 'integer', (c) => c.references('incidents.id'))
    .addColumn('kind', 'varchar(16)', (c) => c.notNull())
    .addColumn('severity', 'varchar(16)', (c) => c.notNull())
    .addColumn('cause_code', 'varchar(32)')
    .addColumn('subject_json', 'text', (c) => c.notNull())
    .addColumn('text_json', 'text', (c) => c.notNull())
    .addColumn('state', 'varchar(16)', (c) => c.notNull())
    .addColumn('claim_token', 'varchar(36)')
    .addColumn('claimed_until', 'bigint')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_attempt_at', 'bigint', (c) => c.notNull())
    .addColumn('last_error', 'text')
    .addColumn('created_at', 'bigint', (c) => c.notNull())
    .addColumn('delivered_at', 'bigint')
    .addColumn('reference_id', 'varchar(36)', (c) => c.notNull())
    .execute();
  await db.schema.createIndex('alerts_by_state').on('alerts').column('state').execute();

  await db.schema
    .createTable('egress')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('context', 'varchar(16)', (c) => c.notNull())
    .addColumn('family', 'integer', (c) => c.notNull())
    .addColumn('address', 'varchar(64)', (c) => c.notNull())
    .addColumn('source', 'varchar(255)', (c) => c.notNull())
    .addColumn('scope', 'varchar(16)', (c) => c.notNull())
    .addColumn('first_seen', 'bigint', (c) => c.notNull())
    .addColumn('last_seen', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('egress_once', ['context', 'family', 'address', 'source'])
    .execute();

  await db.schema
    .createTable('environments')
    .addColumn('environment', 'varchar(16)', (c) => c.primaryKey())
    .addColumn('context_json', 'text', (c) => c.notNull())
    .addColumn('proxy_json', 'text')
    .addColumn('settings_fingerprint', 'text', (c) => c.notNull())
    .addColumn('reported_at', 'bigint', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('last_success')
    .addColumn('api_environment', 'varchar(16)', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('egress_json', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('sign_ins')
    .addColumn('hash', 'varchar(64)', (c) => c.primaryKey())
    .addColumn('kind', 'varchar(16)', (c) => c.notNull())
    .addColumn('expires_at', 'bigint', (c) => c.notNull())
    .execute();
}

/** What a failure is compared with: how things were at the last success, and which settings did what where. */
async function diagnosis(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropTable('last_success').execute();
  await db.schema
    .createTable('last_success')
    .addColumn('api_environment', 'varchar(16)', (c) => c.notNull())
    .addColumn('account', 'varchar(255)', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('fingerprint', 'text', (c) => c.notNull())
    .addColumn('egress_json', 'text', (c) => c.notNull())
    .addColumn('endpoint', 'text', (c) => c.notNull())
    .addColumn('local_address', 'text')
    .addColumn('certificate_issuer', 'text')
    .addColumn('proxy_json', 'text')
    .addColumn('version', 'text')
    .addPrimaryKeyConstraint('last_success_once', ['api_environment', 'account'])
    .execute();

  await db.schema
    .alterTable('egress')
    .addColumn('since', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await db
    .updateTable('egress' as never)
    .set({ since: sql.ref('first_seen') } as never)
    .execute();

  await db.schema
    .createTable('refusal_budget')
    .addColumn('id', 'varchar(16)', (c) => c.primaryKey())
    .addColumn('left', 'integer', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();

  await db.schema
    .createTable('settings_seen')
    .addColumn('origin', 'varchar(16)', (c) => c.notNull())
    .addColumn('fingerprint', 'varchar(64)', (c) => c.notNull())
    .addColumn('since', 'bigint', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('settings_seen_once', ['origin', 'fingerprint'])
    .execute();

  await db.schema
    .createTable('settings_outcomes')
    .addColumn('fingerprint', 'varchar(64)', (c) => c.primaryKey())
    .addColumn('accepted_at', 'bigint')
    .addColumn('refused_at', 'bigint')
    .execute();
}

/** The registrar's list of domains, one index an account (API environment and user name). */
async function portfolio(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('portfolios')
    .addColumn('account', 'varchar(255)', (c) => c.primaryKey())
    .addColumn('clean_started_at', 'bigint')
    .addColumn('clean_pages', 'integer')
    .addColumn('tried_at', 'bigint', (c) => c.notNull())
    .addColumn('flaw_json', 'text')
    .execute();

  await db.schema
    .createTable('portfolio_domains')
    .addColumn('account', 'varchar(255)', (c) => c.notNull())
    .addColumn('name', 'varchar(255)', (c) => c.notNull())
    .addColumn('created_date', 'varchar(10)')
    .addColumn('expiry_date', 'varchar(10)')
    .addColumn('status', 'text', (c) => c.notNull())
    .addColumn('nameservers_json', 'text', (c) => c.notNull())
    .addColumn('on_hold', 'integer', (c) => c.notNull())
    .addColumn('seen_at', 'bigint', (c) => c.notNull())
    .addColumn('hold_json', 'text')
    .addColumn('hold_read_at', 'bigint')
    .addPrimaryKeyConstraint('portfolio_domains_once', ['account', 'name'])
    .execute();
  await db.schema
    .createIndex('portfolio_domains_on_hold')
    .on('portfolio_domains')
    .columns(['account', 'on_hold'])
    .execute();

  await db.schema
    .createTable('portfolio_changes')
    .addColumn('account', 'varchar(255)', (c) => c.notNull())
    .addColumn('name', 'varchar(255)', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('portfolio_changes_once', ['account', 'name'])
    .execute();
}

/** Renewals and transfers in the journal; whose order it is, who settled it and whether WHMCS knows. */
async function orders(db: Kysely<unknown>): Promise<void> {
  const table = db.schema.alterTable('orders');
  for (const column of ['subject_key', 'api_environment', 'username']) {
    await table.addColumn(column, 'varchar(255)', (c) => c.notNull().defaultTo('')).execute();
  }
  await table.addColumn('renews_from', 'varchar(10)').execute();
  await table.addColumn('told_at', 'bigint').execute();
  await table.addColumn('settled_by', 'varchar(8)').execute();
  await table.addColumn('settled_at', 'bigint').execute();
  await table.addColumn('note', 'text').execute();
  // The keys so far are of registrations: action, API environment, user name and domain with a blank between them.
  const known = db as Kysely<{
    orders: Record<'id' | 'intent_key' | 'subject_key' | 'api_environment' | 'username', string>;
  }>;
  for (const { id, intent_key: key } of await known
    .selectFrom('orders')
    .select(['id', 'intent_key'])
    .execute()) {
    const [, apiEnvironment = '', ...rest] = key.split(' ');
    await known
      .updateTable('orders')
      .set({ subject_key: key, api_environment: apiEnvironment, username: rest.slice(0, -1).join(' ') })
      .where('id', '=', id)
      .execute();
  }
  await db.schema.createIndex('orders_by_subject').on('orders').column('subject_key').execute();
}

/** The registrar's prices by TLD, for each account. */
async function prices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('tld_prices')
    .addColumn('api_environment', 'varchar(16)', (c) => c.notNull())
    .addColumn('username', 'varchar(255)', (c) => c.notNull())
    .addColumn('tld', 'varchar(63)', (c) => c.notNull())
    .addColumn('register', 'double precision')
    .addColumn('renew', 'double precision')
    .addColumn('transfer', 'double precision')
    .addColumn('currency', 'varchar(3)')
    .addColumn('read_at', 'bigint')
    .addColumn('outcome', 'varchar(16)')
    .addColumn('tried_at', 'bigint')
    .addColumn('wanted_at', 'bigint')
    .addPrimaryKeyConstraint('tld_prices_once', ['api_environment', 'username', 'tld'])
    .execute();
}

/** Registrants as they were last sent, encrypted. */
async function contacts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('contacts')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('api_environment', 'varchar(16)', (c) => c.notNull())
    .addColumn('username', 'varchar(255)', (c) => c.notNull())
    .addColumn('domain', 'varchar(255)', (c) => c.notNull())
    .addColumn('contact_ciphertext', 'text', (c) => c.notNull())
    .addColumn('order_reference_id', 'varchar(36)')
    .addColumn('sent_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('contacts_by_domain')
    .on('contacts')
    .columns(['api_environment', 'username', 'domain'])
    .execute();
  await db.schema.createIndex('orders_by_reference').on('orders').column('reference_id').execute();
}

/** A row of every alert for each channel, so that one that does not work holds up no other. */
async function alertChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('alerts')
    .addColumn('channel', 'varchar(16)', (c) => c.notNull().defaultTo('whmcs'))
    .execute();
}

/** What the admin was told that has not failed yet, and when the registrar's certificate ends. */
async function notices(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('notices')
    .addColumn('key', 'varchar(255)', (c) => c.primaryKey())
    .addColumn('told_at', 'bigint', (c) => c.notNull())
    .execute();
  await db.schema.alterTable('last_success').addColumn('certificate_ends_at', 'bigint').execute();
}

/** Checks by hour and day as counts and sums, notes on incidents, and what retention and metrics look for. */
async function history(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('history_counts')
    .addColumn('span', 'varchar(4)', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('good', 'integer', (c) => c.notNull())
    .addColumn('bad', 'integer', (c) => c.notNull())
    .addColumn('indeterminate', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('history_counts_once', ['span', 'starts_at'])
    .execute();
  await db.schema
    .createTable('history_times')
    .addColumn('span', 'varchar(4)', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('stage', 'varchar(8)', (c) => c.notNull())
    .addColumn('count', 'integer', (c) => c.notNull())
    .addColumn('sum', 'double precision', (c) => c.notNull())
    .addColumn('max', 'double precision', (c) => c.notNull())
    .addPrimaryKeyConstraint('history_times_once', ['span', 'starts_at', 'stage'])
    .execute();
  await db.schema
    .createTable('incident_notes')
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('incident_id', 'integer', (c) => c.notNull().references('incidents.id'))
    .addColumn('at', 'bigint', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .execute();
  await db.schema
    .createIndex('incident_notes_by_incident')
    .on('incident_notes')
    .column('incident_id')
    .execute();
  await db.schema.createIndex('incidents_by_time').on('incidents').columns(['opened_at', 'id']).execute();
  await db.schema.createIndex('incidents_by_end').on('incidents').column('closed_at').execute();
  await db.schema.createIndex('alerts_by_delivery').on('alerts').column('delivered_at').execute();
  await db.schema.createIndex('alerts_by_incident').on('alerts').column('incident_id').execute();
  await db.schema.createIndex('orders_by_action').on('orders').columns(['action', 'state']).execute();

  // What was checked so far. A stage took as long as lies between when it was passed and the one before it.
  for (const [span, width] of [
    ['hour', 3_600_000],
    ['day', 86_400_000],
  ] as const) {
    await sql`
      INSERT INTO history_counts (span, starts_at, good, bad, indeterminate)
      SELECT ${span}, at - at % ${sql.lit(width)},
        sum(outcome = 'good'), sum(outcome = 'bad'), sum(outcome = 'indeterminate')
      FROM checks GROUP BY 2`.execute(db);
    await sql`
      INSERT INTO history_times (span, starts_at, stage, count, sum, max)
      SELECT ${span}, at - at % ${sql.lit(width)}, stage, count(*), sum(spent), max(spent)
      FROM (
        SELECT at, 'total' AS stage, milliseconds AS spent FROM checks WHERE attempt_json IS NOT NULL
        UNION ALL
        SELECT at, key, value - lag(value, 1, 0) OVER (
          PARTITION BY checks.id ORDER BY value, instr('dns,connect,proxy,tls,http,body', key)
        )
        FROM checks, json_each(stages_json) WHERE attempt_json IS NOT NULL
      )
      GROUP BY 2, 3`.execute(db);
  }
}

/** Why an alert could not be delivered is a phrase or words of others. */
async function errorTexts(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('alerts').renameColumn('last_error', 'last_error_json').execute();
  await sql`
    UPDATE alerts SET last_error_json = json_quote(last_error_json) WHERE last_error_json IS NOT NULL`.execute(
    db,
  );
}
