/** `node --import ./scripts/lib/typescript-hooks.mjs file.ts` runs TypeScript in place, with the compiler jest uses. */
import { register } from 'node:module';

register('./typescript-loader.mjs', import.meta.url);
