import { CAUSE_CODES, causeText } from '../../sidecar/causes/cause-catalogue.js';
import { translatorFor } from '../../sidecar/texts/translator.js';

/** Columns that PSR-12 asks lines to stay within. */
const LONGEST_LINE = 120;

/** `lib/CauseTexts.php` of the registrar module: the words of every cause, with its links filled in. */
export function causeTextsInPhp(): string {
  const { say } = translatorFor('en');
  const entries = CAUSE_CODES.map((code) => {
    const { title, fix, guideCause } = causeText(code, null);
    return [
      `        '${code}' => [`,
      `            'title' => ${literal(say(title), 12, "'title' => ".length)},`,
      `            'fix' => [`,
      ...fix.map((step) => `                ${literal(say(step), 16)},`),
      '            ],',
      `            'guideCause' => ${guideCause ?? 'null'},`,
      '        ],',
    ].join('\n');
  });
  return `<?php

/**
 * Made from shared/locales by \`npm run generate\`. Change that file instead of this one.
 */

declare(strict_types=1);

namespace NiceNicCompanion\\Whmcs;

/** What each cause is called and how it is mended: the words of the status page, the mails and the command line. */
final class CauseTexts
{
    private const ALL = [
${entries.join('\n')}
    ];

    /**
     * @return list<string>
     */
    public static function codes(): array
    {
        return array_keys(self::ALL);
    }

    public static function title(string $code): string
    {
        return self::entry($code)['title'];
    }

    /**
     * @return list<string> one step each
     */
    public static function fix(string $code): array
    {
        return self::entry($code)['fix'];
    }

    /** The number of the cause in NiceNIC's guide; null when it is in none of its sections. */
    public static function guideCause(string $code): ?int
    {
        return self::entry($code)['guideCause'];
    }

    /**
     * @return array{title: string, fix: list<string>, guideCause: int|null} of \`unknown\` for a code that a newer
     *                                                                       sidecar made
     */
    private static function entry(string $code): array
    {
        return self::ALL[$code] ?? self::ALL['unknown'];
    }
}
`;
}

/** The text as an expression: one literal, or several with a dot between them where the line would be too long. */
function literal(text: string, indent: number, before = 0): string {
  const lines: string[] = [];
  for (const word of text.split(/(?<= )/)) {
    const last = lines.at(-1);
    // Quotes, ". " in front and the comma behind.
    const room = LONGEST_LINE - indent - (lines.length > 1 ? 4 : before) - 5;
    if (last === undefined || escaped(last + word).length > room) lines.push(word);
    else lines[lines.length - 1] = last + word;
  }
  return lines.map((line) => `'${escaped(line)}'`).join(`\n${' '.repeat(indent + 4)}. `);
}

function escaped(text: string): string {
  return text.replace(/[\\']/g, (character) => `\\${character}`);
}
