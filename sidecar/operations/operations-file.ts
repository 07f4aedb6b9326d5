import { readFileSync, statSync, type BigIntStats } from 'node:fs';
import { basename, join } from 'node:path';
import { ConfigError } from '../config/config-error.js';
import type { Logger } from '../log/logger.js';
import { phrase, type Text } from '../texts/phrase.js';
import { translatorFor } from '../texts/translator.js';
import type { OperationName, Operations } from './operations-schema.js';
import { parseOperations } from './parse-operations.js';

const FILE_NAME = 'operations.json';

/** Bytes; a file with every operation has about 4 kB. */
const LARGEST = 256 * 1024;

/** Write permission of group and others: what they could write would be sent with the account's credentials. */
const WRITABLE_BY_OTHERS = 0o022n;

/** What is known of the file, for whoever has to mend it. */
export interface OperationsStatus {
  /** `broken`: it cannot be used as it is now; what it last said while it could still holds. */
  readonly state: 'absent' | 'loaded' | 'broken';
  readonly enabled: readonly OperationName[];
  /** Sentences that name file and place; empty unless broken. */
  readonly problems: readonly Text[];
}

interface Content {
  /** Tells one state of the file from another. */
  readonly mark: string;
  readonly operations: Operations;
  readonly problems: readonly Text[];
}

const ABSENT: Content = { mark: 'absent', operations: {}, problems: [] };

/**
 * The operations file in the data folder, in which an administrator maps WHMCS functions to operations that NiceNIC does
 * not publish (design.md rule 6). It is looked at whenever somebody asks, and read again when it has changed.
 */
export class OperationsFile {
  readonly #path: string;
  #content: Content;

  /** @throws {ConfigError} when the file cannot be used: a sidecar does not start with one */
  constructor(
    dataFolder: string,
    private readonly logger: Logger,
  ) {
    this.#path = join(dataFolder, FILE_NAME);
    this.#content = this.#read(ABSENT.operations);
    if (this.#content.problems.length > 0) throw new ConfigError(this.#content.problems);
  }

  /** What is mapped now. */
  current(): Operations {
    this.#refresh();
    return this.#content.operations;
  }

  status(): OperationsStatus {
    this.#refresh();
    const { mark, operations, problems } = this.#content;
    const enabled = Object.keys(operations) as OperationName[];
    const state = problems.length > 0 ? 'broken' : mark === ABSENT.mark ? 'absent' : 'loaded';
    return { state, enabled, problems };
  }

  #refresh(): void {
    const before = this.#content;
    if (markOf(lookAt(this.#path)) === before.mark) return;
    this.#content = this.#read(before.operations);
    const problems = this.#content.problems.map(translatorFor('en').say);
    const file = basename(this.#path);
    if (problems.length > 0) this.logger.error({ file, problems }, 'operations file not usable');
    else this.logger.info({ file, enabled: Object.keys(this.#content.operations) }, 'operations file read');
  }

  /** `last`: what holds on when the file cannot be used. */
  #read(last: Operations): Content {
    const seen = lookAt(this.#path);
    const mark = markOf(seen);
    if (seen === null) return ABSENT;
    const unusable = (...problems: readonly Text[]): Content => ({
      mark,
      operations: last,
      problems: problems.map((problem) => phrase('operations:in_file', { file: this.#path, problem })),
    });
    const unreadable = (code: string): Content => unusable(phrase('operations:unreadable', { code }));
    if (typeof seen === 'string') return unreadable(seen);
    if (!seen.isFile()) return unusable(phrase('operations:no_file'));
    if ((seen.mode & WRITABLE_BY_OTHERS) !== 0n) {
      return unusable(phrase('operations:writable_by_others'));
    }
    if (seen.size > LARGEST) return unusable(phrase('operations:too_large', { kilobytes: LARGEST / 1024 }));
    try {
      const parsed = parseOperations(readFileSync(this.#path, 'utf8'));
      return 'problems' in parsed
        ? unusable(...parsed.problems)
        : { mark, operations: parsed.operations, problems: [] };
    } catch (error) {
      return unreadable(codeOf(error));
    }
  }
}

/** Null when there is no such file; a text when nobody can tell. */
function lookAt(path: string): BigIntStats | string | null {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    return codeOf(error);
  }
}

/** With the time of the last change of its permissions, which are among the things that can be wrong. */
function markOf(seen: BigIntStats | string | null): string {
  if (seen === null) return ABSENT.mark;
  return typeof seen === 'string' ? seen : [seen.ino, seen.size, seen.mtimeNs, seen.ctimeNs].join(' ');
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'UNKNOWN';
}
