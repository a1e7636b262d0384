import type { Box } from './geometry/Box.ts';
import type { Page } from './model/Page.ts';
import type { BoxShape, InkShape, Look, Shape, TextShape } from './model/Shape.ts';
import type { StrokePoint } from './model/strokePoints.ts';
import type { ToolName } from './tools/toolNames.ts';

/** What is being made and not yet in the document. */
export type Draft =
  | {
      readonly kind: InkShape['kind'];
      readonly look: Look;
      readonly points: readonly StrokePoint[];
      readonly pressed: boolean;
    }
  | { readonly kind: 'shape'; readonly shape: Shape };

/** A shape whose words are being written. */
export interface Editing {
  readonly shape: BoxShape | TextShape;
  readonly isNew: boolean;
}

/** Everything that the parts around the canvas show. Replaced when something of it changes. */
export interface DeskView {
  readonly tool: ToolName;
  /** Stays with a drawing tool after one shape. */
  readonly toolStays: boolean;
  readonly look: Look;
  readonly selected: readonly Shape[];
  readonly page: Page;
  readonly pages: readonly Page[];
  readonly zoom: number;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly editing: Editing | undefined;
  readonly shapeCount: number;
}

/** What must be drawn again. */
export interface Repaint {
  /** Finished shapes in these parts of the board; everything when undefined. */
  readonly parts?: readonly Box[] | undefined;
  /** The shapes that changed there: shown in front until these parts are drawn. */
  readonly ids?: Iterable<string>;
  /** A shape that lies in front of all others and only needs to be laid over. */
  readonly over?: Shape;
  /** The camera moved, or only what is in progress changed. */
  readonly light?: boolean;
}
