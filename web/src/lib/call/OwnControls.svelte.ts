import type { Presence } from '../e2ee/session/RoomView.ts';
import type { DeviceFault } from '../media/deviceChoice.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import type { MediaPort, PublishRefusal } from '../media/MediaSession.ts';
import type { Source } from '@conclave/shared/wire/media';
import { keepTabDevices, type KeptDevices } from './TabMemory.ts';

export interface OwnControlsOptions {
  local: LocalMedia;
  media: Pick<MediaPort, 'want'>;
  wish: { microphone: boolean; camera: boolean };
  /** [G-9] Whether consent was given, where it is asked for. */
  mayProduce: () => boolean;
  /** Something could not be sent; the switch is back where it was. */
  onRefused: (source: Source, refusal: PublishRefusal) => void;
  /** The device cannot be had; its switch is off again. */
  onFault: (source: 'microphone' | 'camera', fault: DeviceFault) => void;
}

/** How long one speaks with a raised hand until it goes down by itself. */
const HAND_DOWN_MS = 5000;

/**
 * What this person sends and shows of themselves: microphone, camera, screen, hand. The switches say
 * what is wanted; what the devices give follows, and the media session gets told.
 */
export class OwnControls {
  readonly #options: OwnControlsOptions;
  readonly #stopEffects: () => void;
  #microphoneOn = $state(false);
  #cameraOn = $state(false);
  #talking = $state(false);
  #share = $state.raw<
    { video: MediaStreamTrack; audio: MediaStreamTrack | undefined } | undefined
  >();
  #handRaisedAt = $state<number | null>(null);
  #speakingSince: number | undefined;

  constructor(options: OwnControlsOptions) {
    this.#options = options;
    this.#microphoneOn = options.wish.microphone;
    this.#cameraOn = options.wish.camera;
    this.#stopEffects = $effect.root(() => {
      $effect(() => this.#followMicrophone());
      $effect(() => this.#followCamera());
      $effect(() => keepTabDevices(this.devices));
    });
  }

  /** What is switched on, for the next page of this person. */
  get devices(): KeptDevices {
    return { microphone: this.#microphoneOn, camera: this.#cameraOn };
  }

  /** The switch; whether anything is heard also depends on the device. */
  get microphoneOn(): boolean {
    return this.#microphoneOn || this.#talking;
  }

  get cameraOn(): boolean {
    return this.#cameraOn;
  }

  get sharing(): boolean {
    return this.#share !== undefined;
  }

  get shareTrack(): MediaStreamTrack | undefined {
    return this.#share?.video;
  }

  get handRaisedAt(): number | null {
    return this.#handRaisedAt;
  }

  get speaking(): boolean {
    return this.microphoneOn && this.#options.local.speaking;
  }

  /** What the others are told of the devices. */
  get presence(): Omit<Presence, 'name' | 'consent'> {
    const { local } = this.#options;
    const heard = this.microphoneOn && local.microphone.track !== undefined;
    const hasMicrophone =
      local.microphone.state.kind !== 'fault' && local.list.of('audioinput').length > 0;
    return {
      microphone: heard ? 'on' : hasMicrophone ? 'muted' : 'none',
      camera: this.#cameraOn && local.camera.track !== undefined,
      screen: this.sharing,
      speaking: this.speaking,
      handRaisedAt: this.#handRaisedAt,
    };
  }

  /** Switches the microphone on or off, starting the device if it does not run. */
  async setMicrophone(on: boolean): Promise<void> {
    if (on && this.#isRefused('microphone')) return;
    this.#microphoneOn = on;
    const { microphone } = this.#options.local;
    if (on && microphone.track === undefined) {
      await microphone.start();
    }
  }

  async setCamera(on: boolean): Promise<void> {
    if (on && this.#isRefused('camera')) return;
    this.#cameraOn = on;
    const { camera } = this.#options.local;
    if (!on) {
      // The light beside the lens goes out.
      camera.stop();
    } else if (camera.track === undefined) {
      await camera.start();
    }
  }

  /** While the space bar is held. */
  setTalking(talking: boolean): void {
    if (talking && this.#options.local.microphone.track === undefined) return;
    this.#talking = talking;
  }

  /** Asks which screen and shares it. Resolves to false when it was not allowed; giving up is no fault. */
  async startShare(): Promise<boolean> {
    if (this.sharing || this.#isRefused('screen')) return true;
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia({
        video: { frameRate: { max: 15 } },
        audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
      });
      const [video] = stream.getVideoTracks();
      if (video === undefined) return false;
      video.contentHint = 'detail';
      video.addEventListener('ended', () => void this.stopShare());
      this.#share = { video, audio: stream.getAudioTracks()[0] };
      await this.#sendShare();
      return true;
    } catch (error) {
      // Chromium names both a closed picker and a blocked one NotAllowedError; only the system's
      // block says so in its message.
      return error instanceof Error && !/system/iu.test(error.message);
    }
  }

  async stopShare(): Promise<void> {
    const share = this.#share;
    this.#share = undefined;
    share?.video.stop();
    share?.audio?.stop();
    await this.#sendShare();
  }

  /** [R74] Everything of this person that others see and hear ends, and the devices go off. */
  stopSending(): void {
    this.#microphoneOn = this.#talking = false;
    this.#options.local.microphone.stop();
    void this.setCamera(false);
    void this.stopShare();
  }

  setHand(raised: boolean, now: number): void {
    this.#handRaisedAt = raised ? (this.#handRaisedAt ?? now) : null;
    this.#speakingSince = undefined;
  }

  /** Called now and then: lowers the hand of who has had the word. Returns whether it did. */
  lowerHandAfterSpeaking(now: number): boolean {
    if (this.#handRaisedAt === null || !this.speaking) {
      this.#speakingSince = undefined;
      return false;
    }
    this.#speakingSince ??= now;
    if (now - this.#speakingSince < HAND_DOWN_MS) return false;
    this.setHand(false, now);
    return true;
  }

  close(): void {
    this.#stopEffects();
    this.#share?.video.stop();
    this.#share?.audio?.stop();
    this.#share = undefined;
  }

  /** Without consent no device is switched on, and somebody is told why. */
  #isRefused(source: Source): boolean {
    const refused = !this.#options.mayProduce();
    if (refused) this.#options.onRefused(source, 'notAllowed');
    return refused;
  }

  #followMicrophone(): void {
    const { local } = this.#options;
    const { track, state } = local.microphone;
    if (state.kind === 'fault' && this.#microphoneOn) this.#failed('microphone', state.fault);
    const paused = !this.microphoneOn;
    local.listen();
    void this.#want('microphone', track === undefined ? undefined : { track, paused });
  }

  #followCamera(): void {
    const { track, state } = this.#options.local.camera;
    if (state.kind === 'fault' && this.#cameraOn) this.#failed('camera', state.fault);
    const wanted = track === undefined || !this.#cameraOn ? undefined : { track, paused: false };
    void this.#want('camera', wanted);
  }

  /** The device cannot be had, or is gone and there is no other. */
  #failed(source: 'microphone' | 'camera', fault: DeviceFault): void {
    if (source === 'microphone') this.#microphoneOn = false;
    else this.#cameraOn = false;
    this.#options.onFault(source, fault);
  }

  async #sendShare(): Promise<void> {
    const { video, audio } = this.#share ?? {};
    await this.#want('screen', video && { track: video, paused: false });
    await this.#want('screenAudio', audio && { track: audio, paused: false });
  }

  async #want(
    source: Source,
    wanted: { track: MediaStreamTrack; paused: boolean } | undefined,
  ): Promise<void> {
    const refusal = await this.#options.media.want(source, wanted);
    if (refusal !== undefined) this.refused(source, refusal);
  }

  /** Puts the switch back when something is not sent. */
  refused(source: Source, refusal: PublishRefusal): void {
    if (source === 'microphone') this.#microphoneOn = this.#talking = false;
    if (source === 'camera') void this.setCamera(false);
    if (source === 'screen') void this.stopShare();
    this.#options.onRefused(source, refusal);
  }
}
