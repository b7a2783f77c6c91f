#!/usr/bin/env bash
# What action.yml runs: the gate of this checkout, on a subject of the job's. Inputs come in the environment, so
# that nothing of them is read as shell.
set -euo pipefail

home=$(cd "$(dirname "$0")/../.." && pwd)
[ -e "$home/dist/src/cli/main.js" ] || npm ci --prefix "$home" >&2

words=(check)
[ -z "${ADAPTER:-}" ] || words+=("$ADAPTER")
[ -z "${COMMAND:-}" ] || words+=(--command "$COMMAND")
while IFS= read -r word; do
  [ -z "$word" ] || words+=("$word")
done <<<"${OPTIONS:-}"

code=0
node "$home/dist/src/cli/main.js" "${words[@]}" --out "${OUT:-gradgate-report}" || code=$?
echo "exit-code=$code" >>"$GITHUB_OUTPUT"
exit "$code"
