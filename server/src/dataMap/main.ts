import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { pages } from './pages.ts';

/** `npm run data-map`: writes what is generated from the data map. A test compares it with what is there. */
const folder = fileURLToPath(new URL('../../../docs/data-map/', import.meta.url));
mkdirSync(folder, { recursive: true });
for (const [name, content] of pages()) writeFileSync(join(folder, name), content);
process.stdout.write(`${String(pages().size)} pages written to docs/data-map\n`);
