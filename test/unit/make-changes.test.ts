import { expect, test } from '@jest/globals';
import { makeChanges } from '../../sidecar/domains/make-changes.js';
import { CompanionError } from '../../sidecar/errors/companion-error.js';
import { phrase } from '../../sidecar/texts/phrase.js';

const SAID_NO = phrase('details:in_account_before', { domain: 'ada.com' });

test('changes are made in their order', async () => {
  const made: number[] = [];
  await makeChanges(
    [1, 2, 3],
    async (change) => {
      await Promise.resolve();
      made.push(change);
    },
    () => true,
  );
  expect(made).toEqual([1, 2, 3]);
});

test('no change begins after the time, and the error says how far it came', async () => {
  const made: number[] = [];
  const making = makeChanges(
    [1, 2, 3],
    (change) => {
      made.push(change);
      return Promise.resolve();
    },
    () => made.length < 2,
  );
  await expect(making).rejects.toMatchObject({
    code: 'changes_incomplete',
    detail: [phrase('details:changes_made', { made: 2, all: 3 })],
  });
});

test('after a failure no further change is made, and its error says how far it came', async () => {
  const made: number[] = [];
  const making = makeChanges(
    [1, 2, 3],
    (change) => {
      if (change === 2) throw new CompanionError('registrar_refused', { detail: SAID_NO });
      made.push(change);
      return Promise.resolve();
    },
    () => true,
  );
  await expect(making).rejects.toMatchObject({
    code: 'registrar_refused',
    detail: [SAID_NO, phrase('details:changes_made', { made: 1, all: 3 })],
  });
  expect(made).toEqual([1]);
});
