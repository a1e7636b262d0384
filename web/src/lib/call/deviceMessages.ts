import { t } from '../i18n/texts.svelte.ts';
import type { DeviceFault } from '../media/deviceChoice.ts';
import type { InputEvent } from '../media/LocalInput.svelte.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import { wayOut } from './deviceHelp.ts';

/** Says when a device in use is pulled out or comes back. Returns the ways to stop listening. */
export function deviceEvents(local: LocalMedia, toasts: Toasts): (() => void)[] {
  const say = (event: InputEvent): void => void toasts.show({ title: sentence(event) });
  return [local.microphone.onEvent(say), local.camera.onEvent(say)];
}

/** Says why microphone or camera did not come on, and what can be done. */
export function deviceFailed(
  toasts: Toasts,
  source: 'microphone' | 'camera',
  fault: DeviceFault,
): void {
  toasts.show({ title: t.lobby.faults[source][fault], text: wayOut(fault) });
}

function sentence(event: InputEvent): string {
  const { devices } = t.lobby;
  if (event.kind === 'returned') return devices.returned({ device: event.device.label });
  const lost = event.lost.label;
  return event.instead === undefined
    ? devices.unpluggedNone({ lost })
    : devices.unplugged({ lost, instead: event.instead.label });
}
