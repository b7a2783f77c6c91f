import { resolve } from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { knownName } from './known-file.ts';

/** Where known failures are, if no command line says: as the configuration says, beside it, or here. */
export async function knownPlace(): Promise<string> {
  const { folder = '.', options = {} } = (await loadConfig()) ?? {};
  const { known } = options;
  return resolve(folder, typeof known === 'string' ? known : knownName);
}
