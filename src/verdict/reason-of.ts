/** Why a property has the outcome that it has, in one sentence. */
import { claimsText } from '../../claims/needed-by.ts';
import { decodeNumber } from '../wire/json-number.ts';
import type { Throw, Wrong } from './counterexample.ts';
import type { KnownToFail, Outcome } from './property-verdict.ts';

/** Where a comparison fails: "dW, entry (1, 0): expected exactly 0, got 1". */
export function disagreementText(found: Wrong): string {
  if (found.kind === 'throw') return throwText(found);
  const { where } = found;
  if (found.kind === 'fact') return `${where}: expected ${found.expected}, got ${found.actual}`;
  const { entry, expected, actual } = found;
  const mid = decodeNumber(where, expected.mid);
  const rad = decodeNumber(where, expected.rad);
  const place = `${where}, entry (${entry.join(', ')})`;
  if (!Number.isFinite(mid) || Number.isNaN(rad)) {
    return `${place}: ${expected.mid} and ${actual} should be equal numbers`;
  }
  const allowed = rad === 0 ? 'exactly' : `within ${rad.toPrecision(3)} of`;
  return `${place}: expected ${allowed} ${expected.mid}, got ${actual}`;
}

/** "batching: 'broadcast' is claimed, but backward threw: not implemented" */
function throwText({ claims, message }: Throw): string {
  const verb = Object.keys(claims).length === 1 ? 'is' : 'are';
  return `${claimsText(claims)} ${verb} claimed, but ${message}`;
}

/** What stands behind an outcome; nothing, where it holds. It may have many lines. */
export function reasonOf(verdict: Outcome): string | undefined {
  switch (verdict.outcome) {
    case 'holds':
      return undefined;
    case 'holds weakly':
      return `holds on weak evidence: ${verdict.lacking.join(', ')}`;
    case 'fails':
      return disagreementText(verdict.counterexample);
    case 'crashed':
      return verdict.message;
    case 'not claimed':
      return `not claimed: claims.${verdict.claim}`;
    case 'not offered':
      return `not checked: the subject has no ${verdict.method}`;
    case 'not reached':
      return ended[verdict.ended];
    case 'no such problem':
      return 'nothing was asked: the replay token names no problem of this property';
    case 'known to fail':
      return `known to fail: ${verdict.why}${asideWords(verdict)}`;
    case 'holds again':
      return `listed as a known failure (${verdict.why}), but it holds: take it off the list`;
    case 'our bug':
      return `a bug in gradgate, please report it: ${verdict.message}`;
  }
}

/** " (3 problems fail so, and no other does)" */
function asideWords({ aside }: KnownToFail): string {
  if (aside === undefined) return '';
  const { failures } = aside;
  const some = failures === 1 ? '1 problem fails so' : `${failures} problems fail so`;
  const rest = aside.ended === 'all asked' ? 'no other fails' : 'not all others were asked';
  return ` (${some}, ${rest})`;
}

const ended = {
  before: 'not judged: the run ended before this property was done',
  bail: 'not judged: the run was to end at the first property that fails (bail)',
  while: 'the run ended while this property was being judged',
} as const;
