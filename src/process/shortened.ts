/** The beginning of a text that may be long, in quotes: at most 120 characters and an ellipsis. */
export function shortened(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
