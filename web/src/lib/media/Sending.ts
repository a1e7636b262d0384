import type { Source } from '@conclave/shared/wire/media';
import type { Producer, ProducerOptions } from 'mediasoup-client/types';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import {
  audioEncodings,
  cameraEncodings,
  chooseVideoCodec,
  findCodec,
  opusOptions,
  screenEncodings,
  SOUND_BITRATE,
} from './encodings.ts';
import type { FramePort } from './FramePort.ts';
import type { MediaTransports } from './MediaTransports.ts';
import { Pausing } from './Pausing.ts';

export interface SendingOptions {
  signaling: SignalingPort;
  transports: MediaTransports;
  frames: FramePort;
  /** A context number for a new sealing transform, never given twice (RoomCommands.takeContext). */
  takeContext: (source: Source) => Promise<number>;
}

/** What is to be sent of a source. A paused one that never ran is not begun. */
export interface Wanted {
  track: MediaStreamTrack;
  paused: boolean;
}

/** One thing that is sent: its producer and the transform that seals it. */
export interface Outgoing {
  readonly source: Source;
  readonly producer: Producer;
  readonly transformId: string;
  readonly pausing: Pausing;
}

/** What this browser sends, by source. Nothing is sent without a transform that seals it. */
export class Sending {
  readonly #options: SendingOptions;
  readonly #outgoing = new Map<Source, Outgoing>();
  #isThin = false;
  #isCareful = false;
  #closed = false;

  constructor(options: SendingOptions) {
    this.#options = options;
  }

  get outgoing(): readonly Outgoing[] {
    return [...this.#outgoing.values()];
  }

  /** Makes what is sent fit what is wanted; asking again changes nothing. */
  async settle(source: Source, wanted: Wanted | undefined): Promise<void> {
    const outgoing = this.#outgoing.get(source);
    if (wanted === undefined) {
      if (outgoing !== undefined) await this.#unpublish(outgoing);
    } else if (outgoing === undefined) {
      if (!wanted.paused) await this.#publish(source, wanted.track);
    } else {
      if (outgoing.producer.track !== wanted.track) {
        await outgoing.producer.replaceTrack({ track: wanted.track });
      }
      await outgoing.pausing.set(wanted.paused);
    }
  }

  /** How much sound takes from now on: little on a thin line. Nobody has to be told. */
  async fitSound(isThin: boolean): Promise<void> {
    if (isThin === this.#isThin) return;
    this.#isThin = isThin;
    const sounds = this.outgoing.filter(({ producer }) => producer.kind === 'audio');
    await Promise.all(sounds.map(({ producer }) => this.#fit(producer)));
  }

  #fit(producer: Producer): Promise<void> {
    const maxBitrate = this.#isThin ? SOUND_BITRATE.thin : SOUND_BITRATE.usual;
    return producer.setRtpEncodingParameters({ maxBitrate });
  }

  /** Whether only the smallest layer of pictures is sent from now on. Nobody has to be told. */
  async fitPictures(isCareful: boolean): Promise<void> {
    if (isCareful === this.#isCareful) return;
    this.#isCareful = isCareful;
    await Promise.all(this.outgoing.map(({ producer }) => this.#limit(producer)));
  }

  async #limit(producer: Producer): Promise<void> {
    const top = (producer.rtpParameters.encodings?.length ?? 0) - 1;
    if (producer.kind !== 'video' || top < 1) return;
    await producer.setMaxSpatialLayer(this.#isCareful ? 0 : top);
  }

  /** Has the browser look at once what the line carries: larger pictures that wait for room are dropped and asked for again. */
  async lookAnew(): Promise<void> {
    if (this.#isCareful) return;
    for (const { producer } of this.outgoing) {
      const top = (producer.rtpParameters.encodings?.length ?? 0) - 1;
      if (producer.kind !== 'video' || producer.paused || top < 1) continue;
      await producer.setMaxSpatialLayer(0);
      await this.#limit(producer);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { producer, transformId } of this.#outgoing.values()) {
      producer.close();
      this.#options.frames.release(transformId);
    }
    this.#outgoing.clear();
  }

  async #publish(source: Source, track: MediaStreamTrack): Promise<void> {
    const ctx = await this.#options.takeContext(source);
    const { sending } = this.#options.transports;
    const wasThin = this.#isThin;
    const options = this.#describe(source, track);
    let transformId: string | undefined;
    const producer = await sending.produce({
      ...options,
      track,
      stopTracks: false,
      zeroRtpOnPause: true,
      // A picture that rests is still seen by whoever it is of.
      disableTrackOnPause: track.kind === 'audio',
      appData: { source },
      // A millisecond later Chromium would ignore the transform and send clear frames.
      onRtpSender: (sender) => {
        const mimeType = options.codec?.mimeType ?? 'audio/opus';
        const kind = track.kind === 'audio' ? 'audio' : 'video';
        const sealed = this.#options.frames.sealTransform({ kind, mimeType, source, ctx });
        sender.transform = sealed.transform;
        transformId = sealed.id;
      },
    });
    if (transformId === undefined || this.#closed) {
      producer.close();
      return;
    }
    const producerId = producer.id;
    const pausing = new Pausing(producer, (paused) =>
      this.#options.signaling.request(paused ? 'pauseProducer' : 'resumeProducer', { producerId }),
    );
    this.#outgoing.set(source, { source, producer, transformId, pausing });
    // The line may have become another while it was asked for.
    if (track.kind === 'audio' && wasThin !== this.#isThin) await this.#fit(producer);
    if (this.#isCareful) await this.#limit(producer);
  }

  async #unpublish({ source, producer, transformId }: Outgoing): Promise<void> {
    this.#outgoing.delete(source);
    producer.close();
    this.#options.frames.release(transformId);
    await this.#options.signaling.request('closeProducer', { producerId: producer.id });
  }

  #describe(source: Source, track: MediaStreamTrack): ProducerOptions {
    if (track.kind === 'audio') {
      return { encodings: audioEncodings(this.#isThin), codecOptions: opusOptions };
    }
    const sendable = this.#options.transports.device.sendRtpCapabilities;
    const name = chooseVideoCodec({ sendable, everyoneDecodesVp9: false });
    const codec = findCodec(sendable, name);
    if (codec === undefined) throw new Error(`this browser cannot send ${name}`);
    const height = track.getSettings().height ?? 0;
    const encodings = source === 'screen' ? screenEncodings : cameraEncodings(name, height);
    return { codec, encodings, codecOptions: { videoGoogleStartBitrate: 800 } };
  }
}
