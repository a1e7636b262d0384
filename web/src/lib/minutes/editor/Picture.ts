import { mergeAttributes, Node } from '@tiptap/core';
import { PictureView, type PictureOptions } from './PictureView.ts';

/** A picture that lies sealed among the meeting's files; the text holds only which one, and what it shows. */
export const Picture = Node.create<PictureOptions>({
  name: 'picture',
  group: 'block',
  atom: true,
  draggable: true,
  addOptions: () => ({
    words: { loading: '', failed: '', describe: '' },
    open: () => Promise.reject(new Error('no files')),
  }),
  addAttributes: () => ({
    fileId: {
      default: null,
      parseHTML: (element) => element.getAttribute('data-file'),
      renderHTML: ({ fileId }: Record<string, unknown>) => ({ 'data-file': fileId }),
    },
    alt: {
      default: '',
      parseHTML: (element) => element.getAttribute('aria-label') ?? '',
      renderHTML: ({ alt }: Record<string, unknown>) => ({ 'aria-label': alt }),
    },
  }),
  parseHTML: () => [{ tag: 'figure.picture[data-file]' }],
  renderHTML: ({ HTMLAttributes }) => [
    'figure',
    mergeAttributes(HTMLAttributes, { class: 'picture' }),
  ],
  addNodeView() {
    return ({ node, getPos, editor }) => {
      const view = new PictureView(node, this.options);
      view.ondescribe = (alt) => {
        const at = getPos();
        if (at === undefined || editor.state.doc.nodeAt(at)?.type !== this.type) return;
        editor.view.dispatch(editor.state.tr.setNodeAttribute(at, 'alt', alt));
      };
      return view;
    };
  },
});
