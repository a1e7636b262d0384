import type { BrowserContext, Page } from '@playwright/test';
import { expect } from './expect.ts';

/**
 * Gives a context a microphone that plays a pure tone. The browser's own fake one beeps, and that
 * something is audible proves nothing: Opus decodes ciphertext as noise.
 */
export async function giveTone(context: BrowserContext, hertz: number): Promise<void> {
  await context.addInitScript((frequency) => {
    const { mediaDevices } = navigator;
    const ask = mediaDevices.getUserMedia.bind(mediaDevices);
    mediaDevices.getUserMedia = async (wanted) => {
      const stream = await ask(wanted);
      if (stream.getAudioTracks().length === 0) return stream;
      const audio = new AudioContext();
      const oscillator = new OscillatorNode(audio, { frequency });
      const gain = new GainNode(audio, { gain: 0.3 });
      const output = audio.createMediaStreamDestination();
      oscillator.connect(gain).connect(output);
      oscillator.start();
      return new MediaStream([...output.stream.getAudioTracks(), ...stream.getVideoTracks()]);
    };
  }, hertz);
}

/** The loudest frequency that somebody hears from the others, and how far it stands out, in dB. */
async function heard(page: Page): Promise<{ hertz: number; aboveMedian: number }> {
  return page.evaluate(async () => {
    const streams = [...document.querySelectorAll('audio')].flatMap(({ srcObject }) =>
      srcObject instanceof MediaStream ? [srcObject] : [],
    );
    const audio = new AudioContext();
    const analyser = new AnalyserNode(audio, { fftSize: 8192, smoothingTimeConstant: 0 });
    for (const stream of streams) audio.createMediaStreamSource(stream).connect(analyser);
    await new Promise((resolve) => setTimeout(resolve, 400));
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const peak = bins.indexOf(Math.max(...bins));
    const median = [...bins].sort((a, b) => a - b)[bins.length / 2] ?? 0;
    const hertz = (peak * audio.sampleRate) / analyser.fftSize;
    await audio.close();
    return { hertz, aboveMedian: (bins[peak] ?? 0) - median };
  });
}

/** Hears this tone, clearly, and no other louder. */
export async function expectTone(page: Page, hertz: number): Promise<void> {
  await expect
    .poll(async () => {
      const { hertz: peak, aboveMedian } = await heard(page);
      return Math.abs(peak - hertz) < 15 && aboveMedian > 30;
    })
    .toBe(true);
}
