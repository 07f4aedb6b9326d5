import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Kept by CI. */
const SCREENSHOTS = fileURLToPath(new URL('../../artifacts/screenshots/', import.meta.url));

const DESKTOP = { width: 1100, height: 900 };
const PHONE = { width: 360, height: 740 };

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * Looks at the page in both themes, on a desktop and on a phone: nothing for axe to find, nothing that makes the page
 * scroll sideways, no words that stick out of their cell, a screenshot of each. `name` names the screenshots.
 */
export async function inspectPage(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const viewport of [DESKTOP, PHONE]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      const { width } = viewport;
      await page.screenshot({
        path: `${SCREENSHOTS}status-page-${name}-${colorScheme}-${width}.png`,
        fullPage: true,
      });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await overflowing(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    }
  }
}

/** Cells whose words run over those of their neighbours. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`
    [...document.querySelectorAll('td, th, dd, dt')]
      .filter((cell) => cell.checkVisibility() && cell.scrollWidth > cell.clientWidth + 1)
      .map((cell) => cell.outerHTML)
  `);
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate<Violation[]>(
    'axe.run({ preload: false, resultTypes: ["violations"] }).then((results) => results.violations)',
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
