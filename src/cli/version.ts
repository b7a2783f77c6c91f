import { createRequire } from 'node:module';

/** Both from src/cli and from dist/src/cli the package is found by its own name. */
const manifest: { version: string } = createRequire(import.meta.url)('gradgate/package.json');

export const version: string = manifest.version;
