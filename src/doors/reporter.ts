/** `gradgate/reporter`: a vitest reporter that writes verdicts. */
export { GradgateReporter, type ReporterOptions } from '../report/gradgate-reporter.ts';
export type { ReplayCommand } from '../verdict/see-again.ts';
