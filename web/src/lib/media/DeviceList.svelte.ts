import type { DeviceInfo, DeviceKind } from './deviceChoice.ts';
import { Listeners } from '../signaling/Listeners.ts';

/** The devices of this machine, as the browser lets us see them, up to date. */
export class DeviceList {
  readonly #media: MediaDevices | undefined;
  readonly #changes = new Listeners<readonly DeviceInfo[]>();
  readonly #refresh = (): void => void this.refresh();
  #devices = $state.raw<readonly DeviceInfo[]>([]);

  /** `media` is missing in pages that are not served securely and in some in-app browsers. */
  constructor(media: MediaDevices | undefined) {
    this.#media = media;
    media?.addEventListener('devicechange', this.#refresh);
  }

  get all(): readonly DeviceInfo[] {
    return this.#devices;
  }

  of(kind: DeviceKind): DeviceInfo[] {
    return this.#devices.filter((device) => device.kind === kind);
  }

  onChange(listen: (devices: readonly DeviceInfo[]) => void): () => void {
    return this.#changes.add(listen);
  }

  /** Names appear only once there is permission, so this is asked again after it was given. */
  async refresh(): Promise<void> {
    if (this.#media === undefined) return;
    const devices = await this.#media.enumerateDevices().catch(() => []);
    this.#devices = devices.map(({ kind, deviceId, label, groupId }) => ({
      kind,
      deviceId,
      label,
      groupId,
    }));
    this.#changes.tell(this.#devices);
  }

  close(): void {
    this.#media?.removeEventListener('devicechange', this.#refresh);
    this.#changes.clear();
  }
}
