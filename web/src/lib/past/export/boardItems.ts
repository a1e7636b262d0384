import { Desk } from '../../board/Desk.ts';
import { canvasMeasure } from '../../board/draw/canvasMeasure.ts';
import { ImageStore } from '../../board/draw/ImageStore.ts';
import { boardFile } from '../../board/export/saveBoard.ts';
import { BoardModel } from '../../board/model/BoardModel.ts';
import { pageName } from '../../board/turnPage.ts';
import type { DocumentFiles } from '../../documents/SharedDocument.ts';
import { t } from '../../i18n/texts.svelte.ts';
import type * as Y from 'yjs';
import type { ExportItem } from './ExportItem.ts';

export interface OpenBoard {
  readonly items: readonly ExportItem[];
  close(): void;
}

/** Each page of the board as PDF, SVG and PNG. The board is opened for this, and closed by who asked. */
export function openBoardItems(doc: Y.Doc, files: DocumentFiles): OpenBoard {
  const model = new BoardModel(doc);
  const images = new ImageStore(files, () => undefined);
  const desk = new Desk({
    model,
    measure: canvasMeasure(),
    readonly: true,
    now: () => performance.now(),
    say: () => undefined,
  });
  const { board } = t.past.export.names;
  const items = model.pages
    .filter((page) => model.shapesOf(page.id).length > 0)
    .flatMap((page) =>
      (['pdf', 'svg', 'png'] as const).map((format): ExportItem => ({
        section: 'board',
        folder: `${board}/`,
        name: `${pageName(model.pages, page)}.${format}`,
        async make() {
          desk.turnTo(page.id);
          return boardFile({ desk, images }, format);
        },
      })),
    );
  return {
    items,
    close() {
      desk.close();
      images.close();
      model.close();
    },
  };
}
