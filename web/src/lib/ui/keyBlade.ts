/** Left end of the blade, behind the bow, and the first tooth. */
const bladeStart = 56;
const firstTooth = 76;
const toothWidth = 10;
const groupOf = 5;
const groupGap = 6;
const top = 20;
/** Lower edge of an uncut tooth; each step of a digit cuts 2.6 units off it. */
const full = 54;
const cut = 2.6;

const depth = (digit: number): string => (full - digit * cut).toFixed(1);

/**
 * The outline of a key's blade with one tooth for each digit of the room code and a full gap after
 * every five, as the digits are grouped beside it. A picture for the eye: people compare digits.
 */
export function keyBlade(code: string): string {
  const digits = Array.from(code.matchAll(/\d/g), ([digit]) => Number(digit));
  let x = firstTooth;
  let edge = '';
  digits.forEach((digit, at) => {
    if (at > 0 && at % groupOf === 0) {
      edge += `L${x - 3} ${full}H${x}`;
      x += groupGap;
    }
    edge += `L${x - 3} ${depth(digit)}H${x + 3}`;
    x += toothWidth;
  });
  return `M${bladeStart} ${top}V${full}H66${edge}L${x + 2} 42L${x + 12} 31L${x + 2} ${top}z`;
}

/** The width that a key of so many digits needs. */
export function keyWidth(digits: number): number {
  const gaps = Math.max(0, Math.ceil(digits / groupOf) - 1);
  return firstTooth + digits * toothWidth + gaps * groupGap + 16;
}
