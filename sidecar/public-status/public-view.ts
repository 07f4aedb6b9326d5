import { isoTime } from '../http/iso-time.js';
import type { Translator } from '../texts/translator.js';
import { iconUrl, STYLESHEET } from '../status-page/page-assets.js';
import { fillTemplate } from '../status-page/templates.js';
import type { PublicState, PublicStatus } from './public-status.js';

/** The public page as HTML. */
export function renderPublicPage(status: PublicStatus, texts: Translator): string {
  const { state, since, uptime, asOf } = status;
  return fillTemplate(
    'public-page',
    {
      tone: state,
      headline: texts.t(`public:states.${state}`),
      since: { iso: isoTime(since), text: texts.t('public:since', { at: since }) },
      asOf: { iso: isoTime(asOf), text: texts.t('public:as_of', { at: asOf }) },
      uptime: uptime.map(({ days, good, checks, percentGood }) => ({
        term: texts.t('public:uptime.term', { days }),
        share:
          percentGood === null
            ? texts.t('public:uptime.none')
            : texts.t('public:uptime.share', { share: percentGood }),
        counts: texts.t('public:uptime.counts', { good, checks }),
      })),
      stylesheet: STYLESHEET.url,
      icon: iconUrl(state),
    },
    texts,
  );
}

/** Dark enough for white letters on them. */
const BADGE_COLOURS: Readonly<Record<PublicState, string>> = {
  good: '#14713a',
  bad: '#b3261e',
  unknown: '#4e5a6b',
};

/** Height of a badge, space beside its words, and how wide letters are about. Points. */
const HEIGHT = 22;
const SPACE = 8;
const LETTER = 7;
const WIDE_LETTER = 12;

/** A badge of two fields, what it is about and how it is, as SVG. */
export function renderBadge(state: PublicState, texts: Translator): string {
  const fields = [
    { words: texts.t('public:badge.title'), colour: '#2b3440' },
    { words: texts.t(`public:badge.${state}`), colour: BADGE_COLOURS[state] },
  ];
  let x = 0;
  const placed = fields.map(({ words, colour }) => {
    const length = Array.from(words, (letter) => (isWide(letter) ? WIDE_LETTER : LETTER)).reduce(
      (a, b) => a + b,
      0,
    );
    const field = { words, colour, x, width: length + 2 * SPACE, length, textX: x + SPACE };
    x += field.width;
    return field;
  });
  const title = texts.t('public:badge.whole', {
    title: fields[0]?.words ?? '',
    state: fields[1]?.words ?? '',
  });
  return fillTemplate('badge', { title, fields: placed, width: x, height: HEIGHT }, texts);
}

/** Letters of Chinese are as wide as high. */
function isWide(letter: string): boolean {
  return /\p{Script=Han}/u.test(letter);
}
