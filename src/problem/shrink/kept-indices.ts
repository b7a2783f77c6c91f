/** Every extent up to this is tried, so that a fault that needs one residue ends at its smallest. */
const small = 16;

/**
 * Smaller extents to cut an axis down to, its first indices kept, boldest first: small ones; powers
 * of two and their neighbours; divisors, since a fault of tiles needs whole ones; and a little less,
 * by small numbers and by those of `chunks`.
 */
export function smallerExtents(extent: number): number[] {
  const counted = Array.from({ length: small }, (_, i) => i + 1);
  const powers = [];
  for (let power = 2 * small; power <= extent; power *= 2) powers.push(power - 1, power, power + 1);
  const less = [...counted, ...chunks(extent)].map((left) => extent - left);
  const smaller = new Set([...counted, small + 1, ...powers, ...divisors(extent), ...less]);
  return [...smaller].filter((each) => each >= 1 && each < extent).sort((p, q) => p - q);
}

function divisors(extent: number): number[] {
  const found = [];
  for (let divisor = 1; divisor * divisor <= extent; divisor += 1) {
    if (extent % divisor === 0) found.push(divisor, extent / divisor);
  }
  return found;
}

/** What is left when a stretch is taken out that does not reach the end, long stretches first. */
export function* withGaps(extent: number): Generator<number[]> {
  const all = Array.from({ length: extent }, (_, i) => i);
  for (const chunk of chunks(extent)) {
    for (let start = 0; start + chunk < extent; start += chunk) {
      yield all.filter((i) => i < start || i >= start + chunk);
    }
  }
}

/** How much is left out at once: half, then powers of two, so that residues may stay. */
function chunks(extent: number): number[] {
  const half = Math.floor(extent / 2);
  const sizes = half < 1 ? [] : [half];
  for (let power = 2 ** Math.floor(Math.log2(half)); power >= 1; power /= 2) {
    if (power < half) sizes.push(power);
  }
  return sizes;
}
