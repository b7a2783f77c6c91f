/** The languages that there are skeletons for; each is a folder of `templates`. */
export const languages = ['python', 'rust', 'go', 'java', 'cpp', 'ts', 'wgsl'] as const;

/** One of the languages that there are skeletons for. */
export type Language = (typeof languages)[number];
