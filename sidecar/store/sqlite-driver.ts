import type SQLite from 'better-sqlite3';

/**
 * The addon in the edition that this Node.js can run: from Node-API 10 on (Node.js 22.14) the newer one, which is built
 * against that interface; below it the older one. The older one must not run on a newer Node.js: since 24.19 the process
 * aborts when one of its statements is collected (docs/decisions/0007-two-sqlite-addons.md).
 */
export const SQLITE_PACKAGE =
  Number(process.versions['napi']) >= 10 ? 'better-sqlite3-napi' : 'better-sqlite3';

/** SQLite as a class: `new Sqlite(file)` opens a database. Both editions have the same interface. */
export const Sqlite = ((await import(SQLITE_PACKAGE)) as { default: typeof SQLite }).default;
