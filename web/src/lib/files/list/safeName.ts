/** What file systems and dialogs show whole. */
const LONGEST = 120;

/** Control characters, and those that turn the direction of what follows: `gpj.exe` read backwards. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029\ufff9-\ufffb]/gu;

/** What separates paths, and what Windows and shells give a meaning. */
const FORBIDDEN = /[/\\:*?"<>|]/gu;

/** Names of devices on Windows, with or without an ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/iu;

/** A name that somebody else chose, made harmless for showing and for saving. */
export function safeName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(FORBIDDEN, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  const named = RESERVED.test(plain) ? `_${plain}` : plain;
  return shortened(named) || 'file';
}

/** Cut in the middle, so that the ending stays, and not within a character. */
function shortened(name: string): string {
  const signs = Array.from(name);
  if (signs.length <= LONGEST) return signs.join('');
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? '';
  return `${signs.slice(0, LONGEST - ending.length - 1).join('')}…${ending}`;
}
