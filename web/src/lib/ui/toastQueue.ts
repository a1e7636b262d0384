import type { IconComponent } from './IconComponent.ts';

export type Toast = {
  id: number;
  title: string;
  text?: string;
  icon?: IconComponent;
  /** Leaves only when answered: someone knocks. */
  stays?: boolean;
  /** Read out at once instead of at the next pause. */
  urgent?: boolean;
  actions?: readonly { label: string; look?: 'plain' | 'primary' | 'quiet'; onclick: () => void }[];
};

/** More would cover the people on the stage. */
const shownAtOnce = 2;

/** What is on screen: what stays comes first, then the newest of the rest. */
export function shownToasts(queue: readonly Toast[]): Toast[] {
  const staying = queue.filter((toast) => toast.stays === true).slice(0, shownAtOnce);
  const passing = queue.filter((toast) => toast.stays !== true);
  const room = shownAtOnce - staying.length;
  return [...staying, ...(room > 0 ? passing.slice(-room) : [])];
}

/** The queue with one more. A passing message that no longer fits is dropped; one that stays waits. */
export function withToast(queue: readonly Toast[], toast: Toast): Toast[] {
  const longer = [...queue, toast];
  const shown = new Set(shownToasts(longer));
  return longer.filter((each) => each.stays === true || shown.has(each));
}
