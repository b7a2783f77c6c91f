import { oneLine, printable } from '../wire/printable.ts';

/** Prints lines on stdout. What subjects, adapters and files say goes through here, or `console.ts`. */
export function say(text: string): void {
  console.log(printable(text));
}

/** Tells a sentence on stderr, in one line. */
export function complain(sentence: string): void {
  console.error(oneLine(sentence));
}
