import { SubjectCrash } from '../call/subject-crash.ts';
import { GradgateError } from '../errors.ts';
import { printable } from '../wire/printable.ts';
import { answer } from './answer.ts';
import { bugText } from './bug-text.ts';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';
import { complain } from './say.ts';
import { surroundingsSentence } from './surroundings.ts';

/** Carries out a command line. Resolves to the exit code; what is thrown is told on stderr. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    return await answer(parse(args));
  } catch (error) {
    if (error instanceof GradgateError) return told(error.message, 'request');
    if (error instanceof SubjectCrash) return told(error.message, 'not run');
    const sentence = surroundingsSentence(error);
    if (sentence !== undefined) return told(sentence, 'surroundings');
    console.error(printable(bugText(error, args)));
    return exitCode.bug;
  }
}

function told(sentence: string, ending: keyof typeof exitCode): number {
  complain(sentence);
  return exitCode[ending];
}
