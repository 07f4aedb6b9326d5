import { describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { AxiosError, AxiosHeaders } from 'axios';
import { Secret } from '../../sidecar/config/secret.js';
import { createLogger, type Logger } from '../../sidecar/log/logger.js';
import { Redactor } from '../../sidecar/log/redactor.js';

const SECRET = 'p"ss\\w/rd-é-7Qx2';

interface Kept {
  readonly logger: Logger;
  readonly redactor: Redactor;
  text(): string;
  lines(): Record<string, unknown>[];
}

function keptLog(level = 'trace'): Kept {
  const chunks: string[] = [];
  const output = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk.toString('utf8'));
      done();
    },
  });
  const redactor = new Redactor();
  const text = (): string => chunks.join('');
  return {
    logger: createLogger(level, redactor, output),
    redactor,
    text,
    lines: () =>
      text()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

/** An error as the HTTP client makes it, with the request and its headers inside. */
function clientError(): AxiosError {
  const headers = new AxiosHeaders({ Authorization: `reseller:${SECRET}` });
  return new AxiosError('connect ECONNREFUSED', 'ECONNREFUSED', { headers }, { path: `/?p=${SECRET}` });
}

describe('before any secret is known', () => {
  test.each<[string, (logger: Logger) => void]>([
    [
      'an error of the HTTP client',
      (logger) => {
        logger.error({ err: clientError() }, 'failed');
      },
    ],
    [
      'an error on its own',
      (logger) => {
        logger.error(clientError());
      },
    ],
    [
      'a wrapped error',
      (logger) => {
        logger.error({ err: new Error('outer', { cause: clientError() }) });
      },
    ],
    [
      'an error of many errors',
      (logger) => {
        logger.error({ err: new AggregateError([clientError()], 'all') });
      },
    ],
    [
      'a Secret anywhere',
      (logger) => {
        logger.info({ settings: { apiSecret: new Secret(SECRET) } }, 'x %s', new Secret(SECRET));
      },
    ],
  ])('%s shows nothing of what it carries', (_name, write) => {
    const log = keptLog();
    write(log.logger);
    expect(log.lines()).toHaveLength(1);
    expect(log.text()).not.toContain('7Qx2');
  });
});

describe('once a secret is known', () => {
  test.each<[string, (logger: Logger) => void]>([
    [
      'the message',
      (logger) => {
        logger.info(`login ${SECRET} failed`);
      },
    ],
    [
      'a field, a key and a list',
      (logger) => {
        logger.info({ [SECRET]: [{ deep: SECRET }] });
      },
    ],
    [
      'the message and stack of an error',
      (logger) => {
        logger.error({ err: new Error(`no ${SECRET}`) });
      },
    ],
    [
      'an error under another name, with its request',
      (logger) => {
        logger.error({ problem: clientError() });
      },
    ],
    [
      'a header in base64',
      (logger) => {
        logger.info({ seen: `Basic ${Buffer.from(`reseller:${SECRET}`).toString('base64')}` });
      },
    ],
    [
      'a child logger',
      (logger) => {
        logger.child({ bound: SECRET }).warn(SECRET);
      },
    ],
    [
      'JSON inside a text',
      (logger) => {
        logger.info({ body: JSON.stringify({ v: SECRET }) });
      },
    ],
  ])('%s shows the mask, and each line stays JSON', (_name, write) => {
    const log = keptLog();
    log.redactor.add(SECRET);
    write(log.logger);
    expect(log.lines()).toHaveLength(1);
    expect(log.text()).toContain('[hidden]');
    for (const part of ['7Qx2', 'w/rd', 'w\\/rd', Buffer.from(SECRET).toString('base64').slice(4, 12)]) {
      expect(log.text()).not.toContain(part);
    }
  });
});

test('a line has level, ISO time and message, and no host or process', () => {
  const log = keptLog();
  log.logger.info({ referenceId: 'r-1' }, 'hello');
  expect(log.lines()).toEqual([
    {
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      referenceId: 'r-1',
      msg: 'hello',
    },
  ]);
});

test('an error keeps its type, message and stack', () => {
  const log = keptLog();
  log.logger.error({ err: new TypeError('broken') }, 'request failed');
  expect(log.lines()[0]?.['err']).toEqual({
    type: 'TypeError',
    message: 'broken',
    stack: expect.stringContaining('TypeError: broken'),
  });
});

test('what was thrown without being an error is told as well', () => {
  const log = keptLog();
  log.logger.error({ err: 'thrown text' }, 'request failed');
  expect(log.text()).toContain('thrown text');
});

test('lines below the level are not written', () => {
  const log = keptLog('warn');
  log.logger.info('quiet');
  log.logger.warn('loud');
  expect(log.lines().map(({ msg }) => msg)).toEqual(['loud']);
});
