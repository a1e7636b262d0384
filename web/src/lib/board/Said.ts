import type { Shape } from './model/Shape.ts';

/** What was done, for those who do not see it. The texts are in `text/en/board.ts`. */
export type Said =
  | { readonly kind: 'added'; readonly shape: Shape }
  | {
      readonly kind: 'selected';
      readonly shapes: readonly Shape[];
      readonly at?: number;
      readonly of?: number;
    }
  | {
      readonly kind:
        | 'moved'
        | 'resized'
        | 'turned'
        | 'copied'
        | 'deleted'
        | 'pasted'
        | 'duplicated'
        | 'changed'
        | 'locked'
        | 'unlocked'
        | 'erased';
      readonly count: number;
    }
  | {
      readonly kind:
        | 'undone'
        | 'redone'
        | 'nothingToUndo'
        | 'nothingToRedo'
        | 'imageComing'
        | 'imageFailed'
        | 'noRoom'
        | 'exportFailed'
        | 'nothingSelected';
    }
  | { readonly kind: 'page'; readonly name: string };
