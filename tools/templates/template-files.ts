import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What each skeleton takes over from the protocol library of its language, as it stands there. */
const parts = [
  { from: 'python', to: 'python', files: ['protocol.py'] },
  { from: 'go', to: 'go/protocol', files: ['protocol.go', 'wire.go'] },
  { from: 'java', to: 'java', files: ['Protocol.java', 'Json.java'] },
  { from: 'wgsl', to: 'wgsl', files: ['driver.mjs', 'matmul.mjs', 'matmul.wgsl'] },
  { from: 'cpp', to: 'cpp', files: ['protocol.hpp', 'json.hpp'] },
  {
    from: 'rust',
    to: 'rust/gradgate-subject',
    files: ['Cargo.toml', 'src/lib.rs', 'src/json.rs', 'src/cut.rs'],
  },
] as const;

/** The files of `templates/` that are cut from `subjects/lib`: path from the root, and content. */
export function templateFiles(): Map<string, string> {
  return new Map(
    parts.flatMap(({ from, to, files }) =>
      files.map((file): [string, string] => [
        join('templates', to, file),
        readFileSync(join('subjects', 'lib', from, file), 'utf8'),
      ]),
    ),
  );
}
