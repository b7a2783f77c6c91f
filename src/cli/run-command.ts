import { SubjectCrash } from '../call/subject-crash.ts';
import { GradgateError } from '../errors.ts';
import { answer } from './answer.ts';
import { bugText } from './bug-text.ts';
import { exitCode } from './exit-code.ts';
import { parse } from './parse.ts';

/** Carries out a command line. Resolves to the exit code; what is thrown is told on stderr. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    return await answer(parse(args));
  } catch (error) {
    if (error instanceof GradgateError) return told(error.message, 'request');
    if (error instanceof SubjectCrash) return told(error.message, 'not run');
    return told(bugText(error, args), 'bug');
  }
}

function told(text: string, ending: keyof typeof exitCode): number {
  console.error(text);
  return exitCode[ending];
}
