import { InputRule, Mark, markPasteRule, mergeAttributes } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { safeLink } from '../text/safeLink.ts';

/** Whole words that are addresses of the web, without what ends a sentence. */
const typedAddress = /(?:^|\s)(https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)])(\s)$/;
const pastedAddresses = /https?:\/\/[^\s<>"']*[^\s<>"'.,;:!?)]/g;

/** A link. Its target is checked when it is taken in and again when it is shown; opening it is asked before. */
export const Link = Mark.create<{ ask: (target: string) => void; edit: () => void }>({
  name: 'link',
  priority: 1000,
  inclusive: false,
  addOptions: () => ({ ask: () => undefined, edit: () => undefined }),
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [
    {
      tag: 'a[href]',
      getAttrs: (element) => {
        const href = safeLink(element.getAttribute('href'));
        return href === undefined ? false : { href };
      },
    },
  ],
  renderHTML({ mark, HTMLAttributes }) {
    const href = safeLink(mark.attrs['href']);
    if (href === undefined) return ['span', {}, 0];
    const own = { href, rel: 'noopener noreferrer', target: '_blank', title: href };
    return ['a', mergeAttributes(HTMLAttributes, own), 0];
  },
  addKeyboardShortcuts() {
    return {
      'Mod-k': () => {
        this.options.edit();
        return true;
      },
    };
  },
  addInputRules() {
    return [
      new InputRule({
        find: typedAddress,
        handler: ({ state, range, match }) => {
          const [, address = '', space = ' '] = match;
          const href = safeLink(address);
          if (href === undefined) return null;
          // What matched may begin with the space before the address.
          const from = range.to - address.length;
          state.tr
            .addMark(from, range.to, this.type.create({ href }))
            .insertText(space, range.to)
            .removeStoredMark(this.type);
          return undefined;
        },
      }),
    ];
  },
  addPasteRules() {
    return [
      markPasteRule({
        find: (text) =>
          [...text.matchAll(pastedAddresses)].flatMap(({ 0: address, index }) => {
            const href = safeLink(address);
            return href === undefined ? [] : [{ index, text: address, data: { href } }];
          }),
        type: this.type,
        getAttributes: (match) => ({ href: safeLink(match.data?.['href']) ?? null }),
      }),
    ];
  },
  addProseMirrorPlugins() {
    const { ask } = this.options;
    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            click: (_view, event) => {
              const link = event.target instanceof Element ? event.target.closest('a') : null;
              if (link === null) return false;
              event.preventDefault();
              const target = safeLink(link.getAttribute('href'));
              if (target !== undefined) ask(target);
              return true;
            },
          },
        },
      }),
    ];
  },
});
