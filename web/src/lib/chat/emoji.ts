/** The signs that a chat offers, with the names under which their texts stand. Nothing is fetched for them. */
export const EMOJI = {
  '👍': 'thumb',
  '❤️': 'heart',
  '😂': 'laugh',
  '😮': 'wow',
  '🎉': 'party',
  '👏': 'clap',
  '🙂': 'smile',
  '😉': 'wink',
  '😊': 'pleased',
  '😅': 'relief',
  '🤔': 'think',
  '😕': 'unsure',
  '🙁': 'sad',
  '😢': 'cry',
  '😡': 'angry',
  '🙏': 'thanks',
  '👋': 'wave',
  '👀': 'eyes',
  '✅': 'done',
  '❌': 'no',
  '❓': 'question',
  '💡': 'idea',
  '🔥': 'fire',
  '☕': 'coffee',
} as const;

export type Emoji = keyof typeof EMOJI;

export function isEmoji(text: string): text is Emoji {
  return Object.hasOwn(EMOJI, text);
}

export const ALL_EMOJI: readonly Emoji[] = Object.keys(EMOJI).filter(isEmoji);

const SMILEYS: Readonly<Record<string, Emoji>> = {
  ':)': '🙂',
  ':-)': '🙂',
  ';)': '😉',
  ';-)': '😉',
  ':(': '🙁',
  ':-(': '🙁',
  ':D': '😂',
  ':-D': '😂',
  ':o': '😮',
  '<3': '❤️',
  ':+1:': '👍',
};

const NAMED = new Map(ALL_EMOJI.map((emoji) => [`:${EMOJI[emoji]}:`, emoji]));

/** `:)`, `<3` and `:thumb:` as signs, where they stand between spaces: never inside of an address or of code. */
export function withEmoji(text: string): string {
  return text.replace(
    /(?<=^|\s)(\S{2,12})(?=\s|$)/gu,
    (word) => NAMED.get(word) ?? (Object.hasOwn(SMILEYS, word) ? SMILEYS[word] : word) ?? word,
  );
}
