/** WebGPU in Node: Dawn, by the npm package `webgpu`, and the Vulkan driver that is there. */
import { existsSync } from 'node:fs';
import { create, globals } from 'webgpu';

/** Software drivers, tried in this order where there is no other. */
const software = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib64/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
];

/** What the Vulkan loader takes drivers from, in the place of those that are installed. */
const chosen = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'];

/**
 * Makes WebGPU what it is in a browser, `navigator.gpu`, and resolves to the name of its adapter. A
 * driver that is installed or chosen comes first, a GPU's before a software one's. Only the main
 * thread can do it: the environment of another is a copy, which the Vulkan loader does not read.
 * @throws Error, with what to install, when there is no driver that WebGPU can use
 */
export async function startWebGpu(): Promise<string> {
  Object.assign(globalThis, globals);
  complainOnStderr();
  const found = (await started()) ?? (await startedInSoftware());
  if (found !== undefined) return found;
  throw new Error(
    'no Vulkan driver was found: install that of your GPU, or SwiftShader: ' +
      'apt-get install libvulkan1 chromium',
  );
}

async function startedInSoftware(): Promise<string | undefined> {
  const driver = software.find((path) => existsSync(path));
  if (driver === undefined || chosen.some((name) => process.env[name])) return undefined;
  process.env['VK_ICD_FILENAMES'] = driver;
  return started();
}

async function started(): Promise<string | undefined> {
  const gpu = create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return undefined;
  // Node 20 has no `navigator`; jax-js asks it which browser this is.
  const navigator = { userAgent: 'Node.js', gpu };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  const { device, description } = adapter.info;
  return [device.replace(/-$/, ''), description].filter(Boolean).join(', ');
}

/** What nobody listens to Dawn prints on stdout, where the protocol is. */
function complainOnStderr(): void {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (this: GPUAdapter, ...wanted) {
    const device = await requestDevice.apply(this, wanted);
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      process.stderr.write(`${event.error.message}\n`);
    });
    return device;
  };
}
