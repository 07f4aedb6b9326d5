import { expect, test } from '@jest/globals';
import { remembering } from '../../sidecar/texts/remembering.js';

test('a value that came before is not formatted again, also among many others', () => {
  const formatted: number[] = [];
  const format = remembering((value) => {
    formatted.push(value);
    return `<${value}>`;
  });
  expect([format(1), format(2), format(1)]).toEqual(['<1>', '<2>', '<1>']);
  expect(formatted).toEqual([1, 2]);
  for (let value = 0; value < 5_000; value += 1) expect(format(value)).toBe(`<${value}>`);
  expect(format(-0.5)).toBe('<-0.5>');
});
