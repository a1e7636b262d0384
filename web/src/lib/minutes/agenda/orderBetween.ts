const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const last = digits.length;

/**
 * A key that sorts between two others, by code units; `undefined` is before all or after all. Never ends in the
 * smallest digit, so that there is always room before it. When both are the same, because two
 * people moved to one place at once, the key comes after them.
 */
export function orderBetween(before: string | undefined, after: string | undefined): string {
  const low = before ?? '';
  const high = after !== undefined && after > low ? after : undefined;
  let key = '';
  for (let at = 0; ; at++) {
    const from = digitAt(low, at, 0);
    const bounded = key === high?.slice(0, at);
    const to = bounded ? digitAt(high, at, 0) : last;
    if (to - from > 1) return key + (digits[Math.floor((from + to) / 2)] ?? '');
    key += digits[from] ?? '';
  }
}

function digitAt(key: string, at: number, absent: number): number {
  const found = digits.indexOf(key[at] ?? '');
  return at < key.length && found >= 0 ? found : absent;
}
