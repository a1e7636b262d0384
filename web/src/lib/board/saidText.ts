import { t } from '../i18n/texts.svelte.ts';
import type { Shape } from './model/Shape.ts';
import type { Said } from './Said.ts';
import { shapeName } from './shapeName.ts';

/** The sentence that is read out. */
export function saidText(said: Said, find: (id: string) => Shape | undefined): string {
  const words = t.board.said;
  if (said.kind === 'added') return words.added({ name: shapeName(said.shape, find) });
  if (said.kind === 'selected') return selectedText(said, find);
  if (said.kind === 'page') return words.page({ name: said.name });
  if ('count' in said) return words[said.kind]({ n: said.count });
  return words[said.kind];
}

function selectedText(
  { shapes, at, of }: Extract<Said, { kind: 'selected' }>,
  find: (id: string) => Shape | undefined,
): string {
  const words = t.board.said;
  const [only, more] = shapes;
  if (only === undefined) return words.selectedNone;
  if (more !== undefined) return words.selectedMany({ n: shapes.length });
  const name = shapeName(only, find);
  return at === undefined || of === undefined
    ? words.selected({ name })
    : words.selectedAt({ name, at, of });
}
