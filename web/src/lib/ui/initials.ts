/** One or two letters for a person: the first of the first and of the last word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0];
  if (first === undefined) return '?';
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letter = (word: string): string => /[\p{L}\p{N}]/u.exec(word)?.[0] ?? '';
  return `${letter(first)}${last === undefined ? '' : letter(last)}`.toUpperCase();
}
