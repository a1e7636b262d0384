import { SpeakingDetector } from './SpeakingDetector.ts';

/** How often the level is read. Quicker costs battery; slower makes the bars and the ring lag. */
const EVERY_MS = 60;

/** A microphone that gives exactly nothing for so long is switched off somewhere in hardware. */
const SILENT_MS = 8000;

export interface MeterReading {
  /** 0 to 1, spread so that speech fills the bars. */
  level: number;
  speaking: boolean;
  /** Not even noise: a muted headset, a wrong device. */
  silent: boolean;
}

/** Listens to the own microphone for the bars, the ring and the hints. Plays nothing. */
export class MicrophoneMeter {
  readonly #context: AudioContext;
  readonly #source: MediaStreamAudioSourceNode;
  readonly #timer: ReturnType<typeof setInterval>;
  /** A clone keeps hearing while the track that is sent is muted. */
  readonly #track: MediaStreamTrack;

  constructor(track: MediaStreamTrack, onReading: (reading: MeterReading) => void) {
    this.#track = track.clone();
    this.#track.enabled = true;
    this.#context = new AudioContext();
    this.#source = this.#context.createMediaStreamSource(new MediaStream([this.#track]));
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 1024;
    this.#source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const detector = new SpeakingDetector();
    let heardAt = performance.now();
    this.#timer = setInterval(() => {
      if (this.#context.state !== 'running') {
        // Before the first click a page may not open one, and a closed one opens no more.
        this.#context.resume().catch(() => undefined);
        heardAt = performance.now();
        return;
      }
      analyser.getFloatTimeDomainData(samples);
      const now = performance.now();
      const loudness = Math.sqrt(samples.reduce((sum, s) => sum + s * s, 0) / samples.length);
      if (loudness > 0) heardAt = now;
      onReading({
        level: Math.min(1, Math.sqrt(loudness * 4)),
        speaking: detector.hear(loudness, now),
        silent: now - heardAt > SILENT_MS,
      });
    }, EVERY_MS);
  }

  close(): void {
    clearInterval(this.#timer);
    this.#source.disconnect();
    this.#track.stop();
    void this.#context.close();
  }
}
