import { describe, expect, it, onTestFinished } from 'vitest';
import { MeetingId } from '@conclave/shared/ids';
import * as v from 'valibot';
import type { KeptDevices } from './TabMemory.ts';
import { TabTalk } from './TabTalk.ts';

const MEETING = v.parse(MeetingId, 'AAECAwQFBgcICQoLDA0ODw');
const OTHER = v.parse(MeetingId, 'EAECAwQFBgcICQoLDA0ODw');

function tab(meetingId: MeetingId, devices?: KeptDevices, answerMs?: number): TabTalk {
  const talk = new TabTalk(meetingId, () => devices, answerMs);
  onTestFinished(() => talk.close());
  return talk;
}

describe('[B-4] a tab that takes over', () => {
  it('hears what is on in the tab that is in the meeting', async () => {
    tab(MEETING, { microphone: true, camera: false });
    tab(MEETING);
    // Both tabs are this thread, which a busy machine may hold up for longer than a person waits.
    const asking = tab(MEETING, undefined, 30_000);
    expect(await asking.ask()).toEqual({ microphone: true, camera: false });
  });

  it('hears nothing of another meeting, and waits for nobody', async () => {
    tab(OTHER, { microphone: true, camera: true });
    expect(await tab(MEETING).ask()).toBeUndefined();
  });

  it('does not listen to what is no answer', async () => {
    const other = new BroadcastChannel(`conclave-meeting-${MEETING}`);
    onTestFinished(() => other.close());
    other.addEventListener('message', () => other.postMessage({ kind: 'on', devices: 'all' }));
    expect(await tab(MEETING).ask()).toBeUndefined();
  });
});
