/**
 * A turn of the event loop, in which others may do what they have put off: `immediate` things, or
 * those behind a `timer`, too, which takes a millisecond.
 */
export function turn(until: 'immediate' | 'timer'): Promise<void> {
  return new Promise((resolve) => {
    if (until === 'immediate') setImmediate(resolve);
    else setTimeout(() => setImmediate(resolve), 1);
  });
}
