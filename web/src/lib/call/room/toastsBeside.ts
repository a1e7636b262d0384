import type { Attachment } from 'svelte/attachments';

/** Between messages and the panel. */
const GAP_PX = 12;

/** Messages come up beside the open panel, not over its head and its cross. The region is the layout's. */
export const toastsBeside: Attachment<HTMLElement> = (panel) => {
  const root = document.documentElement.style;
  const watch = new ResizeObserver(() => {
    root.setProperty('--toast-beside', `${panel.offsetWidth + GAP_PX}px`);
  });
  watch.observe(panel);
  return () => {
    watch.disconnect();
    root.removeProperty('--toast-beside');
  };
};
