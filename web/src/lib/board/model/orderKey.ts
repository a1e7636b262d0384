/**
 * Fractional order keys: strings that sort by their characters, and between any two of which there is
 * another. A key is a whole number, whose first character tells how many digits follow, and a
 * fraction without trailing zeros; so keys stay short when everything is put on top, as on a board.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Halving 300 times between the same two neighbours; honest boards stay under 20. */
const MAX_LENGTH = 64;
const FIRST = 'a0';
const SMALLEST = `A${'0'.repeat(26)}`;

function wholeLength(head: string): number {
  if (head >= 'a' && head <= 'z') return head.charCodeAt(0) - 95;
  if (head >= 'A' && head <= 'Z') return 92 - head.charCodeAt(0);
  return Infinity;
}

const wholeOf = (key: string): string => key.slice(0, wholeLength(key.charAt(0)));

export function isOrderKey(value: string): boolean {
  const length = wholeLength(value.charAt(0));
  return (
    value.length >= length &&
    value.length <= MAX_LENGTH &&
    /^[0-9A-Za-z]+$/.test(value) &&
    value !== SMALLEST &&
    (value.length === length || !value.endsWith('0'))
  );
}

/** The next or the previous whole number; nothing beyond the last. */
function step(whole: string, by: 1 | -1): string | undefined {
  const wraps = by === 1 ? 'z' : '0';
  const fresh = by === 1 ? '0' : 'z';
  const digits = Array.from(whole.slice(1));
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    const digit = digits[at] ?? '';
    if (digit !== wraps) {
      digits[at] = DIGITS.charAt(DIGITS.indexOf(digit) + by);
      return whole.charAt(0) + digits.join('');
    }
    digits[at] = fresh;
  }
  return changeLength(whole.charAt(0), digits, by);
}

function changeLength(head: string, digits: string[], by: 1 | -1): string | undefined {
  if (head === (by === 1 ? 'z' : 'A')) return undefined;
  if (by === 1 && head === 'Z') return FIRST;
  if (by === -1 && head === 'a') return 'Zz';
  const next = String.fromCharCode(head.charCodeAt(0) + by);
  if (wholeLength(next) > wholeLength(head)) digits.push(by === 1 ? '0' : 'z');
  else digits.pop();
  return next + digits.join('');
}

/** How many digits are the same from the start; a missing one of the lower is zero. */
function sharedLength(low: string, high: string): number {
  let same = 0;
  while (same < high.length && (low.charAt(same) || '0') === high.charAt(same)) same += 1;
  return same;
}

/** A fraction between two others; `high` undefined is one. */
function middle(low: string, high: string | undefined): string {
  const same = high === undefined ? 0 : sharedLength(low, high);
  if (high !== undefined && same > 0) {
    return high.slice(0, same) + middle(low.slice(same), high.slice(same));
  }
  const from = low === '' ? 0 : DIGITS.indexOf(low.charAt(0));
  const to = high === undefined ? DIGITS.length : DIGITS.indexOf(high.charAt(0));
  if (to - from > 1) return DIGITS.charAt(Math.round((from + to) / 2));
  if (high !== undefined && high.length > 1) return high.charAt(0);
  return DIGITS.charAt(from) + middle(low.slice(1), undefined);
}

function after(low: string): string {
  const whole = wholeOf(low);
  return step(whole, 1) ?? whole + middle(low.slice(whole.length), undefined);
}

function before(high: string): string {
  const whole = wholeOf(high);
  if (whole < high) return whole;
  const lower = step(whole, -1);
  return lower === undefined || lower === SMALLEST
    ? SMALLEST + middle('', high.slice(whole.length) || undefined)
    : lower;
}

/** A key above `low` and below `high`; either may be missing. `low` must be smaller. */
export function orderBetween(low: string | undefined, high: string | undefined): string {
  if (low === undefined) return high === undefined ? FIRST : before(high);
  if (high === undefined) return after(low);
  const whole = wholeOf(low);
  if (whole === wholeOf(high)) {
    return whole + middle(low.slice(whole.length), high.slice(whole.length));
  }
  const next = step(whole, 1);
  return next !== undefined && next < high
    ? next
    : whole + middle(low.slice(whole.length), undefined);
}

/** So many keys in a row between two. */
export function ordersBetween(
  low: string | undefined,
  high: string | undefined,
  count: number,
): string[] {
  const keys: string[] = [];
  let last = low;
  for (let at = 0; at < count; at += 1) {
    last = orderBetween(last, high);
    keys.push(last);
  }
  return keys;
}
