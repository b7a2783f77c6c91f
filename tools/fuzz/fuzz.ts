import * as fc from 'fast-check';
import { GradgateError, messageOf } from '../../src/errors.ts';
import { oneLine } from '../../src/wire/printable.ts';
import { fuzzedTexts } from './fuzzed-texts.ts';
import { Broken, type Target } from './target.ts';

/** What came of the inputs of one parser. */
export interface Fuzzed {
  readonly inputs: number;
  readonly parsed: number;
  readonly refused: number;
  /** Milliseconds that the slowest input took, and its beginning. */
  readonly slowest: { readonly time: number; readonly text: string };
  /** The smallest input that was found, and what it did; nothing, where all is well. */
  readonly complaint?: string;
}

/** A sentence has so many letters at most, but for what it quotes. */
const longest = 4000;

/** Feeds a parser so many inputs: each is parsed to something right, or refused in one sentence. */
export async function fuzz(target: Target, seed: number, inputs: number): Promise<Fuzzed> {
  const counts = { inputs: 0, parsed: 0, refused: 0 };
  let slowest = { time: 0, text: '' };
  const law = fc.asyncProperty(fuzzedTexts(target.seeds), async (text) => {
    const started = performance.now();
    counts.inputs += 1;
    try {
      if (await target.read(text)) counts.parsed += 1;
      else counts.refused += 1;
    } catch (error) {
      checkRefusal(error, text);
      counts.refused += 1;
    }
    const time = performance.now() - started;
    if (time > slowest.time) slowest = { time, text: text.slice(0, 200) };
  });
  const { failed, counterexample, errorInstance, counterexamplePath } = await fc.check(law, {
    ...{ seed, numRuns: inputs, ignoreEqualValues: false },
  });
  const told = { ...counts, slowest };
  if (!failed) return told;
  const [text] = counterexample ?? [''];
  const thrown = errorInstance instanceof Error ? (errorInstance.stack ?? '') : `${errorInstance}`;
  const where = `seed ${seed}, path ${counterexamplePath}`;
  return { ...told, complaint: `${JSON.stringify(text)} (${where}): ${thrown}` };
}

/** @throws the error itself, where it is no sentence of ours; Broken, where it is a bad one */
function checkRefusal(error: unknown, text: string): void {
  const isOurs = error instanceof GradgateError || error instanceof SyntaxError;
  if (!isOurs) throw error;
  const sentence = oneLine(error.message);
  if (sentence === '' || sentence.includes('\n')) throw new Broken(`${sentence} is no sentence`);
  if (sentence.length <= longest + 8 * text.length) return;
  throw new Broken(`a sentence of ${sentence.length} letters: ${messageOf(error)}`);
}
