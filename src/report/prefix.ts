const unit = "  · ";
const subscriptZero = 0x2080;

/** What stands before the marker of a line: four columns a level, async branch numbers as subscripts. */
export function prefix(depth: number, asyncIndices: readonly number[] = []): string {
  let text = "";
  for (let level = 0; level < Math.max(depth, 1); level++) text += levelUnit(asyncIndices[level]);
  return text.slice(0, -2);
}

function levelUnit(branch: number | undefined): string {
  return branch === undefined ? unit : ` ${subscript(branch)}· `;
}

function subscript(number: number): string {
  return String(number).replace(/\d/g, (digit) => String.fromCodePoint(subscriptZero + Number(digit)));
}
