/** Nothing of ours is nested half as deep; what is, ends the stack of whoever walks through it. */
const deepest = 64;

/** A text as JSON. @throws SyntaxError, when it is none, or is nested too deep */
export function parseJson(text: string): unknown {
  if (isTooDeep(text)) throw new SyntaxError(`it is nested more than ${deepest} deep`);
  return JSON.parse(text);
}

function isTooDeep(text: string): boolean {
  return hasMany(text, '[') || hasMany(text, '{') ? depthOf(text) > deepest : false;
}

/** Whether it has half as many as would be too deep: numbers by the thousand are passed over fast. */
function hasMany(text: string, bracket: '[' | '{'): boolean {
  let place = -1;
  for (let count = 0; count < deepest / 2; count += 1) {
    place = text.indexOf(bracket, place + 1);
    if (place < 0) return false;
  }
  return true;
}

/** The greatest depth; the search ends once it is too great. */
function depthOf(text: string): number {
  let [depth, greatest, inText] = [0, 0, false];
  for (let place = 0; place < text.length && greatest <= deepest; place += 1) {
    const letter = text[place];
    if (inText && letter === '\\') place += 1;
    else if (letter === '"') inText = !inText;
    else if (!inText && (letter === '[' || letter === '{')) greatest = Math.max(greatest, ++depth);
    else if (!inText && (letter === ']' || letter === '}')) depth -= 1;
  }
  return greatest;
}
