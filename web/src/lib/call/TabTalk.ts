import type { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { KeptDevices } from './TabMemory.ts';

const Said = v.variant('kind', [
  v.strictObject({ kind: v.literal('ask') }),
  v.strictObject({ kind: v.literal('on'), devices: KeptDevices }),
]);

/** The other tab answers at once or not at all. Higher delays "Continue here" where it is gone. */
const ANSWER_MS = 150;

/**
 * [B-4] Tabs of one browser with the same meeting: whoever takes over asks what was on. Nothing of it
 * is stored.
 */
export class TabTalk {
  readonly #channel: BroadcastChannel;
  readonly #answerMs: number;
  #heard: ((devices: KeptDevices) => void) | undefined;

  /** `devices`: what is on in this tab, while it is the one in the meeting. */
  constructor(meetingId: MeetingId, devices: () => KeptDevices | undefined, answerMs = ANSWER_MS) {
    this.#answerMs = answerMs;
    this.#channel = new BroadcastChannel(`conclave-meeting-${meetingId}`);
    this.#channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const said = v.safeParse(Said, data);
      if (!said.success) return;
      if (said.output.kind === 'on') {
        this.#heard?.(said.output.devices);
        return;
      }
      const on = devices();
      if (on !== undefined) this.#channel.postMessage({ kind: 'on', devices: on });
    });
  }

  /** What is on in the tab that is in the meeting; undefined when none says. */
  async ask(): Promise<KeptDevices | undefined> {
    const { promise, resolve } = Promise.withResolvers<KeptDevices | undefined>();
    this.#heard = resolve;
    this.#channel.postMessage({ kind: 'ask' });
    const late = setTimeout(() => resolve(undefined), this.#answerMs);
    const answer = await promise;
    clearTimeout(late);
    this.#heard = undefined;
    return answer;
  }

  close(): void {
    this.#channel.close();
  }
}
