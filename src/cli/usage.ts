import { roundSize } from '../gate/run/budget.ts';
import { profiles } from '../gate/run/profiles.ts';

/** The help text. */
export function usage(): string {
  const listed = Object.entries(profiles).map(
    ([name, { runs, extent }]) => `${name} (${runs} problems a property, extents to ${extent})`,
  );
  return `gradgate check [adapter] [options]
gradgate check --command "python3 adapter.py" [--timeout 10s] [options]
gradgate check-adapter --command "python3 adapter.py" [--timeout 10s]
gradgate init python|rust|go|java|cpp|ts [folder]
gradgate oracle --serve
gradgate merge <verdict.json or its folder>… [--out DIR]
gradgate check-vectors <results.json>     judges what a port answered to the golden vectors
gradgate oracle < problem.json            prints the certified gradients of one problem

Decides whether the matmul backward pass of a subject is right. An adapter is a module whose default
export is the subject; without one, the built-in float64 reference is judged. With --command, the
subject is a program in any language that speaks the protocol of docs/protocol.md;
check-adapter tests whether it does. oracle is such a program: it answers with certified gradients.
init writes the skeleton of one, or of a module.

  --command TEXT    what starts the adapter, in words of the shell
  --timeout TIME    how long it may keep silent while it owes an answer (500ms, 10s, 2m; default 10s)
  --profile NAME    how much work: ${listed.join(',\n                    ')}
  --seed N          every random choice follows from it (default 1)
  --runs N          problems per property, instead of the profile's
  --for TIME        work that long (90s, 10m, 2h): every property an equal share, in rounds of
                    ${roundSize} problems of the size of deep; at least one round each
  --shard I/N       with --for: every Nth round, from the Ith; merge makes one verdict of all N
  --resume          with --for: go on from what an earlier session kept in the same folder
  --property ID     only this property; may be repeated
  --out DIR         where verdict.json and report.md go (default reports/runs/<subject>)
  --replay TOKEN    ask one counterexample again, and nothing else
  --reporter NAME   a reporter of vitest's (junit, json, github-actions, …) speaks instead
  --probe-claims    try every claim that a subject can make, and print those that hold
  --help            this text

exit codes: 0 verified, 1 a property is violated, 2 the request was wrong,
            3 the subject could not be run, 4 void: the gate failed on subjects whose
            verdict is known, please report it; 130 interrupted
`;
}
