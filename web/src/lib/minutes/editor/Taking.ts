import { Extension } from '@tiptap/core';
import { DOMParser, Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { parseForeignHtml } from './parseForeignHtml.ts';

/** More than this in one go is not taken in: it would freeze the page while it is laid out. */
const MAX_PASTED = 500_000;

/**
 * What is pasted and dropped. Pictures go to the files; foreign markup is parsed by the browser's own sanitizer, because
 * the library's way would need a Trusted Types policy that lets any string through.
 */
export const Taking = Extension.create<{ pictures: (files: readonly File[], at: number) => void }>({
  name: 'taking',
  // After those that only look on.
  priority: 1,
  addOptions: () => ({ pictures: () => undefined }),
  addProseMirrorPlugins() {
    const { pictures } = this.options;
    const files = (view: EditorView, event: ClipboardEvent | DragEvent): boolean => {
      const data = 'clipboardData' in event ? event.clipboardData : event.dataTransfer;
      const given = [...(data?.files ?? [])];
      if (given.length === 0) return false;
      event.preventDefault();
      pictures(given, placeOf(view, event));
      return true;
    };
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            paste: (view, event) => {
              const html = event.clipboardData?.getData('text/html') ?? '';
              const text = event.clipboardData?.getData('text/plain') ?? '';
              // Office programs put a picture of the text beside the text.
              if (text === '' && files(view, event)) return true;
              if (html === '' && text.length <= MAX_PASTED) return false;
              event.preventDefault();
              if (!pasteHtml(view, event, html)) view.pasteText(text.slice(0, MAX_PASTED), event);
              return true;
            },
            drop: (view, event) => {
              // What is dragged inside of the text is moved by the editor itself.
              if (view.dragging !== null) return false;
              if (files(view, event)) return true;
              event.preventDefault();
              const text = event.dataTransfer?.getData('text/plain') ?? '';
              const at = placeOf(view, event);
              view.dispatch(view.state.tr.insertText(text.slice(0, MAX_PASTED), at));
              return true;
            },
          },
        },
      }),
    ];
  },
});

function placeOf(view: EditorView, event: ClipboardEvent | DragEvent): number {
  if (!('clientX' in event)) return view.state.selection.from;
  const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
  return place?.pos ?? view.state.selection.from;
}

function pasteHtml(view: EditorView, event: ClipboardEvent, html: string): boolean {
  if (html === '' || html.length > MAX_PASTED) return false;
  const { $from } = view.state.selection;
  if ($from.parent.type.spec.code === true) return false;
  const body = parseForeignHtml(html);
  if (body === undefined) return false;
  const parsed = DOMParser.fromSchema(view.state.schema).parseSlice(body, { context: $from });
  const slice = parsed.size === 0 ? parsed : Slice.maxOpen(parsed.content);
  if (view.someProp('handlePaste', (handle) => handle(view, event, slice)) === true) return true;
  const tr = view.state.tr.replaceSelection(slice).scrollIntoView();
  view.dispatch(tr.setMeta('paste', true).setMeta('uiEvent', 'paste'));
  return true;
}
