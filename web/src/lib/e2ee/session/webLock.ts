import type { MeetingId } from '@conclave/shared/ids';
import type { TabLock } from './TabLock.ts';

/** [B-4] One tab per meeting by the browser's locks; a browser without them lets every tab in. */
export function webLock(meetingId: MeetingId): TabLock {
  let end: (() => void) | undefined;
  return {
    take(steal, onLost) {
      if (!('locks' in navigator)) return Promise.resolve(true);
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const hold = (lock: Lock | null): Promise<void> | undefined => {
        resolve(lock !== null);
        if (lock === null) return undefined;
        return new Promise((done) => (end = done));
      };
      const options = steal ? { steal } : { ifAvailable: true };
      // It rejects when another tab steals the lock, and only then.
      navigator.locks.request(`conclave-meeting-${meetingId}`, options, hold).catch(onLost);
      return promise;
    },
    release: () => end?.(),
  };
}
