/** WebGPU in Node: Dawn, by the npm package `webgpu`, and the Vulkan driver that is there. */
import { existsSync } from 'node:fs';

/** Where Chromium and Chrome have SwiftShader, a driver in software. */
const software = [
  '/usr/lib/chromium/vk_swiftshader_icd.json',
  '/usr/lib64/chromium-browser/vk_swiftshader_icd.json',
  '/opt/google/chrome/vk_swiftshader_icd.json',
];

/** What the Vulkan loader takes drivers from, in the place of those that are installed. */
const chosen = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'];

/**
 * Makes WebGPU what it is in a browser, `navigator.gpu`, and resolves to the name of its adapter. A
 * driver that is installed or chosen comes first, a GPU's before one in software. Only the main
 * thread can do it: the environment of another is a copy, which the Vulkan loader does not read.
 * @param {{ create(options: string[]): GPU, globals: object }} webgpu the package
 * @throws Error, with what to install, when there is no driver that WebGPU can use
 */
export async function startWebGpu({ create, globals }) {
  Object.assign(globalThis, globals);
  complainOnStderr();
  const found = (await started(create)) ?? (await startedInSoftware(create));
  if (found !== undefined) return found;
  throw new Error(
    'no Vulkan driver was found: install that of your GPU, or SwiftShader: ' +
      'apt-get install libvulkan1 chromium',
  );
}

async function startedInSoftware(create) {
  const driver = software.find((path) => existsSync(path));
  if (driver === undefined || chosen.some((name) => process.env[name])) return undefined;
  process.env.VK_ICD_FILENAMES = driver;
  return started(create);
}

async function started(create) {
  const gpu = create([]);
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (adapter === null) return undefined;
  // Node 20 has no `navigator`; libraries ask it which browser this is.
  const navigator = { userAgent: 'Node.js', gpu };
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  const { device, description } = adapter.info;
  return [device.replace(/-$/, ''), description].filter(Boolean).join(', ');
}

/** Errors that nobody listens to Dawn prints on stdout, where the protocol is. */
function complainOnStderr() {
  const { requestDevice } = GPUAdapter.prototype;
  GPUAdapter.prototype.requestDevice = async function (...wanted) {
    const device = await requestDevice.apply(this, wanted);
    device.addEventListener('uncapturederror', (event) => {
      event.preventDefault();
      process.stderr.write(`${event.error.message}\n`);
    });
    return device;
  };
}
