import type { DeviceFault } from './deviceChoice.ts';
import { DeviceList } from './DeviceList.svelte.ts';
import { faultOf, LocalInput } from './LocalInput.svelte.ts';
import { MicrophoneMeter } from './MicrophoneMeter.ts';

/** 720p at 30: what the largest layer sends. More is thrown away by every receiver. */
const CAMERA = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export interface LocalMediaOptions {
  media: MediaDevices | undefined;
  /** Without echo cancelling and noise suppression, for music. */
  originalSound: boolean;
}

/** The own microphone and camera, in the waiting room and in the room. */
export class LocalMedia {
  readonly list: DeviceList;
  readonly microphone: LocalInput;
  readonly camera: LocalInput;
  readonly #media: MediaDevices | undefined;
  #level = $state(0);
  #speaking = $state(false);
  #silent = $state(false);
  #facing = $state<'user' | 'environment'>('user');
  #originalSound: boolean;
  #meter: { track: MediaStreamTrack; meter: MicrophoneMeter } | undefined;

  constructor({ media, originalSound }: LocalMediaOptions) {
    this.#media = media;
    this.#originalSound = originalSound;
    this.list = new DeviceList(media);
    this.microphone = new LocalInput({
      kind: 'audioinput',
      media,
      list: this.list,
      constraints: () => this.#sound(),
    });
    this.camera = new LocalInput({
      kind: 'videoinput',
      media,
      list: this.list,
      constraints: () => ({ ...CAMERA, facingMode: { ideal: this.#facing } }),
    });
    void this.list.refresh();
  }

  /** How loud the own microphone is, 0 to 1, also while muted. */
  get level(): number {
    return this.#level;
  }

  get speaking(): boolean {
    return this.#speaking;
  }

  /** The microphone gives nothing at all, not even noise. */
  get silent(): boolean {
    return this.#silent;
  }

  /** Whether the own picture is that of the front camera, and so shown as in a mirror. */
  get mirrored(): boolean {
    return this.#facing === 'user';
  }

  get canFlip(): boolean {
    return this.list.of('videoinput').length > 1;
  }

  /** Whether this page may ask for devices at all. */
  get supported(): boolean {
    return this.#media !== undefined;
  }

  /** Asks for both with one question; if that fails, for each alone, so that one fault costs one device. */
  async startBoth(): Promise<void> {
    const { microphone, camera } = this;
    if (this.#media === undefined) {
      microphone.fail('unsupported');
      camera.fail('unsupported');
      return;
    }
    microphone.expect();
    camera.expect();
    try {
      const stream = await this.#media.getUserMedia({
        audio: { ...this.#sound(), ...ideal(microphone.device?.deviceId) },
        video: { ...CAMERA, ...ideal(camera.device?.deviceId) },
      });
      for (const track of stream.getAudioTracks()) microphone.adopt(track);
      for (const track of stream.getVideoTracks()) camera.adopt(track);
    } catch (error) {
      await this.#startEach(faultOf(error));
    }
  }

  /** Follows the microphone's track; called by the owner whenever it changed. */
  listen(): void {
    const { track } = this.microphone;
    if (track === this.#meter?.track) return;
    this.#meter?.meter.close();
    this.#meter = undefined;
    this.#level = 0;
    this.#speaking = false;
    this.#silent = false;
    if (track === undefined) return;
    const meter = new MicrophoneMeter(track, (reading) => {
      this.#level = reading.level;
      this.#speaking = reading.speaking;
      this.#silent = reading.silent;
    });
    this.#meter = { track, meter };
  }

  /** The other camera of a phone. */
  async flip(): Promise<void> {
    this.#facing = this.#facing === 'user' ? 'environment' : 'user';
    const others = this.list.of('videoinput');
    const at = others.findIndex(({ deviceId }) => deviceId === this.camera.device?.deviceId);
    const next = others[(at + 1) % Math.max(others.length, 1)];
    if (next === undefined) await this.camera.restart();
    else await this.camera.choose(next);
  }

  async setOriginalSound(original: boolean): Promise<void> {
    this.#originalSound = original;
    await this.microphone.restart();
  }

  close(): void {
    this.#meter?.meter.close();
    this.#meter = undefined;
    this.microphone.close();
    this.camera.close();
    this.list.close();
  }

  async #startEach(fault: DeviceFault): Promise<void> {
    const { microphone, camera } = this;
    // One question was answered with no; asking twice more would only annoy.
    if (fault === 'denied' || fault === 'blockedBySystem') {
      await this.#startAllowed(fault);
      return;
    }
    microphone.stop();
    camera.stop();
    await microphone.start();
    await camera.start();
  }

  /** Chromium answers for both together although one of them may have been allowed before. */
  async #startAllowed(fault: DeviceFault): Promise<void> {
    for (const [input, name] of [
      [this.microphone, 'microphone'],
      [this.camera, 'camera'],
    ] as const) {
      if (await isGranted(name)) {
        input.stop();
        await input.start();
      } else {
        input.fail(fault);
      }
    }
  }

  #sound(): MediaTrackConstraints {
    const processed = !this.#originalSound;
    return {
      echoCancellation: processed,
      noiseSuppression: processed,
      autoGainControl: processed,
      channelCount: 1,
    };
  }
}

function ideal(deviceId: string | undefined): MediaTrackConstraints {
  return deviceId ? { deviceId: { ideal: deviceId } } : {};
}

async function isGranted(name: 'camera' | 'microphone'): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name })).state === 'granted';
  } catch {
    return false; // Firefox and Safari know no such permission names everywhere
  }
}
