import type { Chosen } from './verbs/request.ts';

/** What is said at once: a library may take half a minute to load. Nothing, of our own subject. */
export function startingLine(subject: Chosen): string | undefined {
  if (subject.from === 'built-in') return undefined;
  return `starting ${subject.from === 'command' ? subject.command : subject.named} …`;
}
