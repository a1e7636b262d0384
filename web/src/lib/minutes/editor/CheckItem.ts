import { TaskItem } from '@tiptap/extension-list';

/** A line of a check list. The library hides a second label by a style attribute; the box's own label is enough. */
export const CheckItem = TaskItem.extend({
  addNodeView() {
    const make = this.parent?.();
    if (make === undefined || make === null) return null;
    return (props) => {
      const view = make(props);
      if (view.dom instanceof HTMLElement) view.dom.querySelector('label > span')?.remove();
      return view;
    };
  },
});
