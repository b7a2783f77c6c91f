import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { SubjectCrash } from '../../call/subject-crash.ts';
import { messageOf } from '../../errors.ts';
import { servedTypes } from './served-types.ts';

/** A file as a page gets it. */
export interface ServedFile {
  readonly type: string;
  readonly body: string | Buffer;
}

/** The files of a page, by their names. */
export type Bundle = ReadonlyMap<string, ServedFile>;

const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
const served = fileURLToPath(new URL(`serve-page${extension}`, import.meta.url));

/** What vite takes for the first module of the page. */
const entry = 'gradgate-page';

/**
 * An adapter with all that it imports, and what answers for its subject, as files for a page.
 * @throws SubjectCrash, when something cannot be parsed, or is not there;
 * Error with code ERR_MODULE_NOT_FOUND, where vite is not installed
 */
export async function bundle(path: string): Promise<Bundle> {
  const { build } = await import('vite');
  // Its own error would be a throw of the page, which nobody could tell from others.
  const first = `import { servePage } from ${JSON.stringify(served)};
servePage(() => import(${JSON.stringify(path)}));`;
  try {
    const built = await build({
      ...{ configFile: false, publicDir: false, logLevel: 'silent', base: './' },
      root: fileURLToPath(new URL('.', import.meta.url)),
      build: {
        ...{ write: false, minify: false, target: 'esnext', modulePreload: false },
        rollupOptions: { input: entry, output: { entryFileNames: 'page.js' } },
      },
      plugins: [
        {
          name: entry,
          resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
          load: (id) => (id === `\0${entry}` ? first : undefined),
        },
      ],
    });
    return filesOf(built);
  } catch (error) {
    throw new SubjectCrash(`The adapter cannot be bundled for a browser: ${causeOf(error)}`);
  }
}

/** The cause stands below a headline; where there is one, its place stands below that. */
function causeOf(error: unknown): string {
  const text = stripVTControlCharacters(error instanceof Error ? error.message : '');
  const cause = text.split('\n').filter((line) => line.trim() !== '')[1];
  const [, place] = /\[ (\S+:\d+:\d+) \]/.exec(text) ?? [];
  const words = messageOf(cause ?? error);
  return place === undefined ? words : `${words}, at ${place}`;
}

type Built = Awaited<ReturnType<typeof import('vite').build>>;

function filesOf(built: Built): Bundle {
  const files = new Map<string, ServedFile>();
  for (const each of [built].flat()) {
    for (const file of 'output' in each ? each.output : []) {
      const body = file.type === 'chunk' ? file.code : file.source;
      files.set(file.fileName, {
        type: servedTypes(file.fileName),
        body: typeof body === 'string' ? body : Buffer.from(body),
      });
    }
  }
  return files;
}
