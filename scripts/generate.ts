/**
 * Writes every generated file; with --check it writes nothing and names the files that differ.
 * One generator a file in scripts/generators/, each `() => Promise<Map<path, text>>`.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const folder = new URL('./generators/', import.meta.url);
const check = process.argv.includes('--check');
let stale = 0;

for (const name of readdirSync(folder).sort()) {
  const { generate } = (await import(new URL(name, folder).href)) as {
    generate(): Promise<ReadonlyMap<string, string>>;
  };
  for (const [path, text] of await generate()) {
    const current = read(path);
    if (current === text) continue;
    if (check) {
      console.error(`${path} is stale: run npm run generate`);
      stale += 1;
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      console.log(`wrote ${path}`);
    }
  }
}
process.exitCode = stale === 0 ? 0 : 1;

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
