import type { Doorway } from '../Doorway.ts';
import type { Handlers } from '../Handlers.ts';

type DoorMethod = 'ping' | 'enter' | 'knock' | 'withdrawKnock' | 'answerKnock';

/** Before somebody is a member, and members answering. */
export function doorHandlers({ enter, roomOf }: Doorway): Pick<Handlers, DoorMethod> {
  return {
    ping: () => ({}),
    enter,
    async knock(peer, params) {
      (await roomOf(peer)).knock(peer, params);
      return {};
    },
    async withdrawKnock(peer) {
      (await roomOf(peer)).withdrawKnock(peer);
      return {};
    },
    async answerKnock(peer, params) {
      (await roomOf(peer)).answerKnock(peer, params);
      return {};
    },
  };
}
