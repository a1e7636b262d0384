import { boxKinds, type BoxShape } from './Shape.ts';

export function isBoxKind(word: string): word is BoxShape['kind'] {
  return boxKinds.some((kind) => kind === word);
}
