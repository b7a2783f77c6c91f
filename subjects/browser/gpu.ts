/** What draws and computes in this page. */

/** The driver of WebGL. @throws Error, where there is none */
export function webGlDriver(): string {
  const gl = new OffscreenCanvas(1, 1).getContext('webgl2');
  if (gl === null) throw new Error('this page has no WebGL 2');
  const names = gl.getExtension('WEBGL_debug_renderer_info');
  const text = String(gl.getParameter(names?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER));
  return /^ANGLE \([^,]*, (.*), [^,]*\)$/.exec(text)?.[1] ?? text;
}

/** The adapter of WebGPU. @throws Error, where there is none */
export async function webGpuDriver(): Promise<string> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) throw new Error('this page has no WebGPU');
  const { vendor, architecture, description } = adapter.info;
  return [vendor, architecture, description].filter((text) => text !== '').join(' ');
}
