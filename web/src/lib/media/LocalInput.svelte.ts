import { Listeners } from '../signaling/Listeners.ts';
import {
  chooseDevice,
  deviceChange,
  deviceFault,
  type DeviceFault,
  type DeviceInfo,
} from './deviceChoice.ts';
import type { DeviceList } from './DeviceList.svelte.ts';
import { rememberDevice, rememberedDevice } from './rememberedDevices.ts';

export type InputState =
  | { kind: 'off' }
  | { kind: 'starting' }
  | { kind: 'on'; track: MediaStreamTrack }
  | { kind: 'fault'; fault: DeviceFault };

/** What a person should hear of: the device in use went away, or came back. */
export type InputEvent =
  | { kind: 'unplugged'; lost: DeviceInfo; instead: DeviceInfo | undefined }
  | { kind: 'returned'; device: DeviceInfo };

export interface LocalInputOptions {
  kind: 'audioinput' | 'videoinput';
  media: MediaDevices | undefined;
  list: DeviceList;
  /** What to ask for besides the device. */
  constraints: () => MediaTrackConstraints;
}

/**
 * The own microphone or the own camera: whether it runs, which device it is, and why not. Follows
 * devices that are unplugged and come back. The owner closes it, and with it the recording light.
 */
export class LocalInput {
  readonly #options: LocalInputOptions;
  readonly #events = new Listeners<InputEvent>();
  readonly #stopListening: () => void;
  #state = $state.raw<InputState>({ kind: 'off' });
  #device = $state.raw<DeviceInfo | undefined>();
  /** Whether the device in use was ever in the list. */
  #listed = false;
  /** Counts starts, so that a slow one that was overtaken gives its track back. */
  #start = 0;

  constructor(options: LocalInputOptions) {
    this.#options = options;
    this.#stopListening = options.list.onChange((devices) => this.#devicesChanged(devices));
  }

  get state(): InputState {
    return this.#state;
  }

  get track(): MediaStreamTrack | undefined {
    return this.#state.kind === 'on' ? this.#state.track : undefined;
  }

  /** The device in use, or the one that would be. */
  get device(): DeviceInfo | undefined {
    const { kind, list } = this.#options;
    return this.#device ?? chooseDevice(list.all, kind, rememberedDevice(kind));
  }

  onEvent(listen: (event: InputEvent) => void): () => void {
    return this.#events.add(listen);
  }

  /** Starts the chosen device, or another if it cannot be had. Never throws: the state says how it went. */
  async start(): Promise<void> {
    if (this.#state.kind === 'on' || this.#state.kind === 'starting') return;
    await this.#open(this.device?.deviceId);
  }

  /** A track that was got elsewhere: both devices are asked for with one question at first. */
  adopt(track: MediaStreamTrack): void {
    this.#start += 1;
    this.#take(track);
  }

  fail(fault: DeviceFault): void {
    this.#start += 1;
    this.#letGo();
    this.#state = { kind: 'fault', fault };
  }

  /** Says that permission is being asked for. */
  expect(): void {
    this.#state = { kind: 'starting' };
  }

  stop(): void {
    this.#start += 1;
    this.#letGo();
    this.#state = { kind: 'off' };
  }

  /** Chosen by hand: remembered, and used at once if the input runs or failed. */
  async choose(device: DeviceInfo): Promise<void> {
    rememberDevice(this.#options.kind, device);
    this.#device = device;
    if (this.#state.kind !== 'off') await this.#open(device.deviceId);
  }

  /** Asks the same device again with other constraints: another picture size, the other camera. */
  async restart(): Promise<void> {
    if (this.#state.kind === 'on') await this.#open(this.#device?.deviceId);
  }

  close(): void {
    this.#stopListening();
    this.stop();
    this.#events.clear();
  }

  async #open(deviceId: string | undefined): Promise<void> {
    this.#start += 1;
    const start = this.#start;
    const previous = this.track;
    this.#state = previous === undefined ? { kind: 'starting' } : this.#state;
    // Some phones cannot open a second camera while the first runs.
    if (this.#options.kind === 'videoinput') previous?.stop();
    try {
      const track = await this.#request(deviceId);
      if (start === this.#start) this.#take(track);
      else track.stop();
    } catch (error) {
      if (start === this.#start) this.fail(faultOf(error));
    }
  }

  async #request(deviceId: string | undefined): Promise<MediaStreamTrack> {
    const { kind, media, constraints } = this.#options;
    if (media === undefined) throw new TypeError('no media devices here');
    // Never exact: an id that is gone would then fail instead of giving the next best device.
    const wanted = { ...constraints(), ...(deviceId ? { deviceId: { ideal: deviceId } } : {}) };
    const stream = await media.getUserMedia(
      kind === 'audioinput' ? { audio: wanted } : { video: wanted },
    );
    const track = stream.getTracks()[0];
    if (track === undefined) throw new TypeError('no track in the stream');
    return track;
  }

  #take(track: MediaStreamTrack): void {
    const previous = this.track;
    if (previous !== undefined && previous !== track) previous.stop();
    // Fired when a device is pulled out or permission is withdrawn, not when we stop the track.
    track.addEventListener('ended', () => this.#ended(track));
    this.#state = { kind: 'on', track };
    this.#device = this.#deviceOf(track);
    this.#listed = false;
    void this.#options.list.refresh();
  }

  #deviceOf(track: MediaStreamTrack): DeviceInfo {
    const { deviceId = '', groupId = '' } = track.getSettings();
    return { kind: this.#options.kind, deviceId, groupId, label: track.label };
  }

  #ended(track: MediaStreamTrack): void {
    if (this.track !== track) return;
    this.#state = { kind: 'fault', fault: 'none' };
    void this.#options.list.refresh();
  }

  #devicesChanged(devices: readonly DeviceInfo[]): void {
    const { kind } = this.#options;
    const inUse = this.#device;
    const working = this.#state.kind === 'on' || this.#state.kind === 'fault';
    if (inUse === undefined || !working) return;
    const { deviceId } = inUse;
    this.#listed ||= devices.some((device) => device.kind === kind && device.deviceId === deviceId);
    // Some browsers do not list what they give; what was never there cannot be pulled out.
    if (!this.#listed) return;
    const change = deviceChange(devices, inUse, rememberedDevice(kind));
    if (change.kind === 'unplugged') {
      this.#events.tell({ kind: 'unplugged', lost: inUse, instead: change.instead });
      this.#device = change.instead;
      if (change.instead === undefined) this.fail('none');
      else void this.#open(change.instead.deviceId);
    } else if (change.kind === 'returned') {
      this.#events.tell({ kind: 'returned', device: change.device });
      void this.#open(change.device.deviceId);
    }
  }

  #letGo(): void {
    this.track?.stop();
  }
}

export function faultOf(error: unknown): DeviceFault {
  return error instanceof Error ? deviceFault(error.name, error.message) : 'failed';
}
