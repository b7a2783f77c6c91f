/** How much is kept of what a process or thread prints, in characters. */
export const kept = 8192;

/** The last lines of a text in one line; nothing when there were none. */
export function lastLines(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => /[^\s^~]/.test(line)) // nor lines that only point at others
    .slice(-5)
    .map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line))
    .join(' | ');
}
