import wabt from 'wabt';

const { parseWat } = await wabt();

/** The bytes of a module of WebAssembly that is given as text. @throws Error, where it is none */
export function wasmBytes(text: string): Uint8Array<ArrayBuffer> {
  const { buffer } = parseWat('module.wat', text, { simd: true }).toBinary({});
  return Uint8Array.from(buffer);
}
