import { Extension } from '@tiptap/core';
import type { Plugin } from '@tiptap/pm/state';
import { yCursorPlugin } from '@tiptap/y-tiptap';
import * as v from 'valibot';
import { pointerOf } from '../../documents/pointerOf.ts';
import type { DocumentPeople, SharedDocument } from '../../documents/SharedDocument.ts';
import { TEXT_FIELD } from '../text/richRules.ts';

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Id = v.nullish(v.object({ client: whole, clock: whole }));
/** A place in the text as Yjs says it. Other names would make it create types that nobody asked for. */
const Place = v.object({ type: Id, tname: v.nullish(v.literal(TEXT_FIELD)), item: Id });
const Cursor = v.object({ cursor: v.object({ anchor: Place, head: Place }) });

interface CaretOptions {
  document: Pick<SharedDocument, 'awareness' | 'authorOf' | 'pointerOf'> | undefined;
  people: DocumentPeople | undefined;
  somebody: string;
}

/**
 * Where the others write, with their names. What they send is checked before it is used, and whose a caret is comes from
 * the document's signatures, not from what they say.
 */
export const Carets = Extension.create<CaretOptions>({
  name: 'carets',
  addOptions: () => ({ document: undefined, people: undefined, somebody: '' }),
  addProseMirrorPlugins() {
    const { document: shared, people, somebody } = this.options;
    if (shared === undefined || people === undefined) return [];
    const look = (clientId: number): { name: string; className: string } => {
      const author = pointerOf(shared, clientId);
      if (author === undefined) return { name: somebody, className: 'person-tone-unknown' };
      return { name: people.nameOf(author), className: `person-tone-${people.toneOf(author)}` };
    };
    // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- the library types it as any
    const plugin: Plugin = yCursorPlugin(shared.awareness, {
      awarenessStateFilter: (own: unknown, clientId: unknown, state: unknown) =>
        own !== clientId && v.is(Cursor, state),
      cursorBuilder: (_user: unknown, clientId: number) => caret(look(clientId)),
      selectionBuilder: (_user: unknown, clientId: number) => ({
        class: `caret-selection ${look(clientId).className}`,
      }),
    });
    return [plugin];
  },
});

/** Hidden from screen readers: it stands in the middle of somebody's sentence. The sheet shows the name, which is no text. */
function caret({ name, className }: { name: string; className: string }): HTMLElement {
  const caret = document.createElement('span');
  caret.className = `caret ${className}`;
  caret.setAttribute('aria-hidden', 'true');
  caret.dataset['name'] = name;
  return caret;
}
