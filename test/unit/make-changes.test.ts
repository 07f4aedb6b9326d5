import { expect, test } from '@jest/globals';
import { makeChanges } from '../../sidecar/domains/make-changes.js';
import { CompanionError } from '../../sidecar/errors/companion-error.js';

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
    detail: ['2 of 3 changes were made.'],
  });
});

test('after a failure no further change is made, and its error says how far it came', async () => {
  const made: number[] = [];
  const making = makeChanges(
    [1, 2, 3],
    (change) => {
      if (change === 2) throw new CompanionError('registrar_refused', { detail: 'Said no.' });
      made.push(change);
      return Promise.resolve();
    },
    () => true,
  );
  await expect(making).rejects.toMatchObject({
    code: 'registrar_refused',
    detail: ['Said no.', '1 of 3 changes were made.'],
  });
  expect(made).toEqual([1]);
});
