import { t } from '../i18n/texts.svelte.ts';
import type { TileModel } from './tiles.ts';

/** What a tile says in words: about the connection, the key, or a picture that does not move. */
export function tileSentence(tile: TileModel, name: string): { title: string; text: string } {
  const { tile: words } = t.room;
  if (tile.away) return { title: '', text: words.away({ name }) };
  if (tile.seal === 'verifying') {
    const title = tile.member.name === '' ? words.checkingUnnamed : words.checking({ name });
    return { title, text: words.checkingNote };
  }
  if (tile.seal === 'broken') return { title: words.cannot({ name }), text: words.cannotNote };
  return { title: '', text: repair(tile, name) };
}

function repair({ picture, kind }: TileModel, name: string): string {
  const { tile: words } = t.room;
  switch (picture) {
    case 'none':
    case 'live':
      return '';
    case 'waiting':
      // A camera shows initials meanwhile; an empty screen needs a word.
      return kind === 'screen' ? words.waiting : '';
    case 'noData':
      return words.noData({ name });
    case 'noRoom':
    case 'askedKeyFrame':
    case 'reconsumed':
    case 'rejoined':
      return words[picture];
  }
}
