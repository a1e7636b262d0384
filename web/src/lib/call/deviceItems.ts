import { t } from '../i18n/texts.svelte.ts';
import type { DeviceInfo } from '../media/deviceChoice.ts';
import type { LocalInput } from '../media/LocalInput.svelte.ts';
import type { MenuItem } from '../ui/MenuItem.ts';

/** Device names for a list; a browser without permission names none. */
export function deviceLabel(device: DeviceInfo, at: number): string {
  return device.label || t.lobby.devices.unnamed({ n: at + 1 });
}

/** The devices of an input as entries of a menu. */
export function inputItems(devices: readonly DeviceInfo[], input: LocalInput): MenuItem[] {
  if (devices.length === 0) return [nothing()];
  return devices.map((device, at) => ({
    label: deviceLabel(device, at),
    checked: device.deviceId === input.device?.deviceId,
    onselect: () => void input.choose(device),
  }));
}

/** The speakers; some browsers let nobody choose and list none. */
export function speakerItems(
  devices: readonly DeviceInfo[],
  chosen: string,
  choose: (deviceId: string) => void,
): MenuItem[] {
  const system: MenuItem = {
    label: t.lobby.devices.system,
    checked: chosen === '',
    onselect: () => choose(''),
  };
  const others = devices.filter(({ deviceId }) => deviceId !== '' && deviceId !== 'default');
  return [
    system,
    ...others.map((device, at) => ({
      label: deviceLabel(device, at),
      checked: device.deviceId === chosen,
      onselect: () => choose(device.deviceId),
    })),
  ];
}

function nothing(): MenuItem {
  return { label: t.lobby.devices.none, disabled: true, onselect: () => undefined };
}
