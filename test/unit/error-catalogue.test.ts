import { describe, expect, test } from '@jest/globals';
import { CompanionError } from '../../sidecar/errors/companion-error.js';
import { ERROR_CATALOGUE, errorText, type ErrorCode } from '../../sidecar/errors/error-catalogue.js';
import { phrase } from '../../sidecar/texts/phrase.js';
import { inEnglish } from '../support/in-english.js';

const CODES = Object.keys(ERROR_CATALOGUE) as ErrorCode[];

describe.each(CODES)('%s', (code) => {
  const { status } = ERROR_CATALOGUE[code];
  const words = errorText(code);
  const [title, publicText, next] = [words.title, words.publicText, words.next].map(inEnglish.say);

  test('has a status that clients understand: 200 where the registrar said no', () => {
    expect(status === 200 || (status >= 400 && status <= 503)).toBe(true);
  });

  test('tells the admin what it is and what to do', () => {
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(next).toMatch(/^[A-Z].*\.$/);
    expect(
      new CompanionError(code, { detail: phrase('details:renewed_already') }).adminMessage(inEnglish),
    ).toBe(`${title}. It seems to be renewed already. ${next}`);
    expect(new CompanionError(code).adminMessage(inEnglish)).toBe(`${title}. ${next}`);
  });

  test('tells a customer nothing of how the shop works', () => {
    expect(publicText).toMatch(/^[A-Z].*\.$/);
    expect(publicText).not.toMatch(/nicenic|sidecar|whmcs|registrar|api|token|setting|address|balance/i);
  });

  test('names no other customer text than one of the few', () => {
    expect(new CompanionError(code).mayHaveExecuted).toBe(false);
    expect(new CompanionError(code).status).toBe(status);
  });
});

test('an order of unknown outcome must not be repeated', () => {
  expect(inEnglish.say(errorText('order_unknown').publicText)).toMatch(/do not order again/);
});

test('an error keeps what it was made with', () => {
  const cause = new Error('inner');
  const error = new CompanionError('order_unknown', { mayHaveExecuted: true, causes: [], cause });
  expect(error).toMatchObject({ code: 'order_unknown', mayHaveExecuted: true, causes: [], cause });
  expect(error).toBeInstanceOf(Error);
});
