import { properties } from '../../properties/index.ts';
import { Border } from '../call/border.ts';
import { reference } from '../contract/reference.ts';
import { unmet } from '../property/need.ts';

const border = new Border(reference);

/** How many properties need no claim but those of the reference. */
export const plainProperties: number = properties.filter(
  (property) => unmet(property, border) === undefined,
).length;

/** The conclusion about a subject with the claims of the reference: "verified, 20 of 20 …". */
export const plainlyVerified: string = [
  `verified, ${plainProperties} of ${plainProperties} properties hold`,
  `${properties.length - plainProperties} not claimed`,
].join(', ');
