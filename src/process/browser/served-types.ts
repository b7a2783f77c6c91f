import { extname } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** The media type of a file, by its name: a page runs no module, and compiles no WASM, of another one. */
export function servedTypes(name: string): string {
  return types[extname(name)] ?? 'application/octet-stream';
}
