/** Short tones, made here: a file would have to be loaded, and asked for before the first click. */
const TONES = {
  /** Two rising notes, for trying the speaker. */
  test: [523, 659, 784],
  joined: [523, 659],
  left: [659, 523],
  knock: [392, 392],
} as const;

export type Chime = keyof typeof TONES;

const NOTE_S = 0.14;

/** Plays a chime on the chosen speaker, quietly. Resolves when it is over. */
export async function playChime(chime: Chime, speakerId: string): Promise<void> {
  const context = new AudioContext();
  const output = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = output.stream;
  try {
    if ('setSinkId' in element && speakerId !== '') await element.setSinkId(speakerId);
    await element.play();
    TONES[chime].forEach((frequency, at) => {
      note(context, output, { frequency, at: context.currentTime + 0.05 + at * NOTE_S });
    });
    await new Promise((resolve) => setTimeout(resolve, (TONES[chime].length + 2) * NOTE_S * 1000));
  } finally {
    element.srcObject = null;
    await context.close();
  }
}

function note(
  context: AudioContext,
  output: AudioNode,
  { frequency, at }: { frequency: number; at: number },
): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = frequency;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.12, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_S * 1.8);
  oscillator.connect(gain).connect(output);
  oscillator.start(at);
  oscillator.stop(at + NOTE_S * 2);
}
