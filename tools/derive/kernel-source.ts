import { wasmBytes } from '../lib/wasm-bytes.ts';

/** The source file with this module of WebAssembly, given as text. @throws Error, where it is none */
export function kernelSource(text: string): string {
  const lines =
    Buffer.from(wasmBytes(text))
      .toString('base64')
      .match(/.{1,90}/g) ?? [];
  return [
    '/** The module of tile-kernel.wat, in base64: written by npm run derive. */',
    'export const tileKernel =',
    ...lines.map((line, i) => `  '${line}'${i < lines.length - 1 ? ' +' : ';'}`),
    '',
  ].join('\n');
}
