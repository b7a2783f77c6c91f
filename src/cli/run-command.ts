import { SubjectCrash } from '../call/subject-crash.ts';
import { GradgateError } from '../errors.ts';
import { printable } from '../wire/printable.ts';
import { answer } from './answer.ts';
import { bugText } from './bug-text.ts';
import { requestsFor } from './config/requests-for.ts';
import { exitCode } from './exit-code.ts';
import { complain, say } from './say.ts';
import { surroundingsSentence } from './surroundings.ts';

/** Carries out a command line. Resolves to the exit code; what is thrown is told on stderr. */
export async function runCommand(args: readonly string[]): Promise<number> {
  try {
    return await answerAll(args);
  } catch (error) {
    if (error instanceof GradgateError) return told(error.message, 'request');
    if (error instanceof SubjectCrash) return told(error.message, 'not run');
    const sentence = surroundingsSentence(error);
    if (sentence !== undefined) return told(sentence, 'surroundings');
    console.error(printable(bugText(error, args)));
    return exitCode.bug;
  }
}

/** Of several subjects, the first exit code that is not 0 counts; an interrupt ends them all. */
async function answerAll(args: readonly string[]): Promise<number> {
  const requests = await requestsFor(args);
  if (args.includes('--print-config')) {
    say(JSON.stringify(requests, undefined, 2));
    return exitCode.verified;
  }
  let code: number = exitCode.verified;
  for (const [place, request] of requests.entries()) {
    if (place > 0) say('');
    const own = await answer(request);
    if (own === exitCode.interrupted) return own;
    if (code === exitCode.verified) code = own;
  }
  return code;
}

function told(sentence: string, ending: keyof typeof exitCode): number {
  complain(sentence);
  return exitCode[ending];
}
