import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { filledUp, textsInPhp } from '../../scripts/generate/texts-in-php.js';
import { textsOf } from '../../scripts/generate/text-values.js';
import { CATALOGUES } from '../../sidecar/texts/catalogues.js';
import { LANGUAGES } from '../../sidecar/texts/language.js';

const ROOT = join(import.meta.dirname, '../..');
const MODULE = 'whmcs-module/modules/registrars/niceniccompanion/lib';
const ADDON = 'whmcs-module/modules/addons/niceniccompanion/lib';

const files = textsInPhp();

const keysIn = (path: string): string[] =>
  [...(files[path] ?? '').matchAll(/^ {4}'([^']+)' => /gm)].map(([, key = '']) => key);

const keysOf = (name: string): string[] =>
  textsOf(CATALOGUES.en[name] ?? {}).map(([key]) => `${name}:${key}`);

describe('the texts of the PHP side', () => {
  it('are all there in every language, whatever is translated', () => {
    for (const language of LANGUAGES) {
      const bare = (keys: readonly string[]): string[] => [
        ...new Set(keys.map((key) => key.replace(/_(one|other)$/, ''))),
      ];
      expect(bare(keysIn(`${MODULE}/Texts/${language}.php`))).toEqual(
        expect.arrayContaining(bare([...keysOf('module'), 'causes:unknown.title', 'words:between_items'])),
      );
      expect(bare(keysIn(`${ADDON}/Texts/${language}.php`))).toEqual(bare(keysOf('addon')));
    }
  });

  it('are those that the code names, and the code names all of them', async () => {
    const known = new Set(
      [...keysIn(`${MODULE}/Texts/en.php`), ...keysIn(`${ADDON}/Texts/en.php`)].map((key) =>
        key.replace(/_(one|other)$/, ''),
      ),
    );
    const named = [...(await keysInCode(MODULE, 'module')), ...(await keysInCode(ADDON, 'addon'))];

    expect(named.length).toBeGreaterThan(150);
    expect(named.filter((key) => ![...known].some((one) => fits(one, key)))).toEqual([]);
    const ours = [...known].filter((key) => /^(module|addon):/.test(key));
    expect(ours.filter((one) => !named.some((key) => fits(one, key)))).toEqual([]);
  });

  it('stand in English as a whole where the translation is missing', () => {
    const english = {
      greeting: 'Good morning {{name}}',
      waiting_one: '{{count}} alert waits',
      waiting_other: '{{count}} alerts wait',
      steps: ['Open it.', 'Close it.'],
    };

    expect(
      Object.fromEntries(filledUp(english, { waiting_other: '{{count}} cảnh báo đang chờ' })),
    ).toStrictEqual({
      greeting: 'Good morning {{name}}',
      waiting_other: '{{count}} cảnh báo đang chờ',
      'steps.0': 'Open it.',
      'steps.1': 'Close it.',
    });
    expect(Object.fromEntries(filledUp(english, { greeting: 'Chào {{name}}' }))).toMatchObject({
      greeting: 'Chào {{name}}',
      waiting_one: '{{count}} alert waits',
      waiting_other: '{{count}} alerts wait',
    });
  });

  it('have no key that is taken for the plural of another', () => {
    expect(() => filledUp({ hold: 'Hold', hold_other: 'Held' }, {})).toThrow('hold_other');
  });
});

/** Keys in PHP code; what it puts in by itself is an asterisk. */
async function keysInCode(folder: string, catalogue: string): Promise<string[]> {
  const code = await phpIn(join(ROOT, folder));
  const whole = [...code.matchAll(/['"]((?:module|words|causes):[\w.$]+)['"]/g)];
  // The addon's own texts are named without their catalogue, and of some places only a part is.
  const short = [
    ...code.matchAll(/(?<!Module)Texts::say\(\s*['"]([\w.{}$]+)['"]/g),
    ...code.matchAll(/['"]((?:elsewhere|move|forms|settings_test)\.[\w.]+)['"]/g),
  ];
  const named = [
    ...whole.map(([, key = '']) => key),
    ...(catalogue === 'addon' ? short.map(([, key = '']) => `addon:${key}`) : []),
    ...PARTS[catalogue === 'addon' ? 'addon' : 'module'],
  ];
  return named.map((key) => key.replace(/\{?\$\w+\}?/g, '*').replace(/\.$/, '.*'));
}

/** Keys that are made of more than one literal. */
const PARTS: Readonly<Record<'module' | 'addon', readonly string[]>> = {
  module: ['module:form.*', 'module:sidecar.*', 'module:order.*', 'module:order.states.*'],
  addon: ['addon:forms.*', 'addon:forms.*_hint', 'addon:columns.*'],
};

function fits(key: string, pattern: string): boolean {
  const expression = pattern.replace(/[.]/g, '\\.').replace(/\*/g, '.*');
  return new RegExp(`^${expression}(\\..*)?$`).test(key);
}

async function phpIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true });
  const code = entries.filter((entry) => entry.endsWith('.php') && !entry.startsWith('Texts/'));
  return (await Promise.all(code.map((entry) => readFile(join(folder, entry), 'utf8')))).join('\n');
}
