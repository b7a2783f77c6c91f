import { createHash } from 'node:crypto';

/** The seed of a secret text, and of a seed: whoever does not know the text cannot know it. */
export function secretSeed(secret: string, seed: number): number {
  const digest = createHash('sha256').update(`${seed}\n${secret}`).digest();
  return digest.readUInt32BE(0) >>> 1;
}
