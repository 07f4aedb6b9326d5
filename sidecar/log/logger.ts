import { Writable } from 'node:stream';
import { isNativeError } from 'node:util/types';
import { pino, stdSerializers, type Logger } from 'pino';
import type { Redactor } from './redactor.js';

export type { Logger } from 'pino';

/**
 * JSON lines on the given stream, with every known secret masked on the way out whatever put it there.
 * Levels: error = someone must act, warn = heals by itself, info = one line an event, debug = each call.
 */
export function createLogger(level: string, redactor: Redactor, output: Writable = process.stdout): Logger {
  const masked = {
    write(line: string): void {
      output.write(redactor.mask(line));
    },
  };
  return pino({ level, base: null, timestamp: pinoIsoTime, serializers: { err: safeError } }, masked);
}

function pinoIsoTime(): string {
  return `,"time":"${new Date().toISOString()}"`;
}

/** Name, message and stack only: an HTTP client's own error would carry the request with its headers. */
function safeError(error: unknown): unknown {
  if (!isNativeError(error)) return String(error);
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}
