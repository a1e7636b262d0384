import type { Doorway } from '../Doorway.ts';
import type { Handlers } from '../Handlers.ts';

type GroupMethod =
  | 'startSession'
  | 'takeTicket'
  | 'commit'
  | 'ackCommit'
  | 'resume'
  | 'reportHead'
  | 'provideHead'
  | 'relay'
  | 'endSession'
  | 'leave';

/** The session's group: who is in it and in which order it changes. */
export function groupHandlers({ roomOf }: Doorway): Pick<Handlers, GroupMethod> {
  return {
    startSession: async (peer, params) => (await roomOf(peer)).startSession(peer, params),
    async takeTicket(peer, params) {
      await (await roomOf(peer)).takeTicket(peer, params);
      return {};
    },
    commit: async (peer, params) => (await roomOf(peer)).commit(peer, params),
    async ackCommit(peer, params) {
      (await roomOf(peer)).session.delivery.ack(peer.id, params);
      return {};
    },
    resume: async (peer, params) => (await roomOf(peer)).resume(peer, params),
    async reportHead(peer, { epoch }) {
      (await roomOf(peer)).session.delivery.reportHead(peer.id, epoch);
      return {};
    },
    async provideHead(peer, params) {
      await (await roomOf(peer)).provideHead(peer, params);
      return {};
    },
    async relay(peer, params) {
      (await roomOf(peer)).session.relay(peer, params);
      return {};
    },
    async endSession(peer, params) {
      await (await roomOf(peer)).endSession(peer, params);
      return {};
    },
    async leave(peer) {
      (await roomOf(peer)).leave(peer);
      return {};
    },
  };
}
