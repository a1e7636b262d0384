import type { Notification, NotificationName } from '@conclave/shared/wire/serverNotifications';

/** Who hears which notification; what is not listed is for somebody else. */
export type Hearing = {
  [N in NotificationName]?: (payload: Notification<N>) => Promise<void> | void;
};

export async function dispatch<N extends NotificationName>(
  hearing: Hearing,
  heard: { readonly name: N; readonly payload: Notification<N> },
): Promise<void> {
  await hearing[heard.name]?.(heard.payload);
}
