import { execFileSync } from 'node:child_process';

/** Tests of the command run what users run, so it is compiled first. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
