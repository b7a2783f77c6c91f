import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each skeleton takes over from the protocol library of its language, as it stands there. */
const parts = [
  { from: 'python/src/gradgate', to: 'python', files: ['protocol.py'] },
  { from: 'subjects/lib/go', to: 'go/protocol', files: ['protocol.go', 'wire.go'] },
  { from: 'subjects/lib/java', to: 'java', files: ['Protocol.java', 'Json.java'] },
  { from: 'subjects/lib/wgsl', to: 'wgsl', files: ['driver.mjs', 'matmul.mjs', 'matmul.wgsl'] },
  { from: 'subjects/lib/cpp', to: 'cpp', files: ['protocol.hpp', 'json.hpp'] },
  {
    from: 'subjects/lib/rust',
    to: 'rust/gradgate-subject',
    files: ['Cargo.toml', 'src/lib.rs', 'src/json.rs', 'src/cut.rs'],
  },
] as const;

/** The files of `templates/` that are copied from there: path from the root, and content. */
export function templateFiles(): Map<string, string> {
  return new Map(
    parts.flatMap(({ from, to, files }) =>
      files.map((file): [string, string] => [
        join('templates', to, file),
        readFileSync(join(from, file), 'utf8'),
      ]),
    ),
  );
}
