import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { ParticipantId } from '@conclave/shared/ids';
import type { HostKeys } from '../host/HostKeys.ts';
import type { MemberEpoch } from '../mls/receiveCommit.ts';
import { certifyRole } from '../objects/roleCertificate.ts';
import { signSessionEnd } from '../objects/sessionEnd.ts';
import type { Act } from '../room/commitData.ts';
import { keyText } from '../room/keyText.ts';
import type { AgentContext } from './AgentContext.ts';
import type { CommitPlan } from './buildCommit.ts';
import type { InsideRoom } from './InsideRoom.ts';
import { planAct, planKick } from './plans.ts';
import type { Door } from './RoomView.ts';

/** [S-2] What host and deputies order. Who may not is refused before anything is sent. */
export class RoomActs {
  readonly #context: AgentContext;
  readonly #room: InsideRoom;
  readonly #host: HostKeys | undefined;

  constructor(context: AgentContext, room: InsideRoom, host: HostKeys | undefined) {
    this.#context = context;
    this.#room = room;
    this.#host = host;
  }

  async setDoor(door: Door): Promise<void> {
    await this.#act((epoch) => {
      if (door === 'open') this.#checkLinks(epoch);
      return this.#planned(epoch, { kind: 'door', door });
    });
  }

  async setLocked(locked: boolean): Promise<void> {
    await this.#act((epoch) => this.#planned(epoch, { kind: locked ? 'lock' : 'unlock' }));
  }

  async appoint(participantId: ParticipantId): Promise<void> {
    const participantKey = this.#keyOf(participantId);
    const { signing } = this.#host ?? {};
    if (signing === undefined) throw new RefusedError('notAllowed');
    await this.#act(async (epoch) => {
      const { meetingId, sessionId } = epoch.session;
      const claim = { role: 'deputy' as const, sessionId, participantKey };
      const certificate = await certifyRole(meetingId, signing, claim);
      return this.#planned(epoch, { kind: 'appoint', certificate });
    });
  }

  async revoke(participantId: ParticipantId): Promise<void> {
    const participantKey = this.#keyOf(participantId);
    await this.#act((epoch) => this.#planned(epoch, { kind: 'revoke', participantKey }));
  }

  async kick(participantIds: readonly ParticipantId[]): Promise<void> {
    const targets = participantIds.map((id) => this.#keyOf(id));
    const { participant } = this.#context;
    const plan = async (epoch: MemberEpoch): Promise<CommitPlan | undefined> => {
      // Whom somebody else removed while we lost the race needs no second kick.
      const left = targets.filter((target) => !epoch.state.kicked.has(keyText(target)));
      return left.length === 0 ? undefined : planKick(epoch, left, participant);
    };
    await this.#room.commits.commit({ announced: true, plan });
  }

  /** 4.3 */
  async endForAll(): Promise<void> {
    const { session, state } = this.#room.epoch;
    const { participant, signaling } = this.#context;
    const certificate = state.roles.get(keyText(participant.publicKey));
    if (this.#host === undefined && certificate === undefined) throw new RefusedError('notAllowed');
    const host = this.#host;
    const order = await this.#context.queue.run(() =>
      host === undefined
        ? signSessionEnd(session, participant, certificate)
        : signSessionEnd(session, host.signing, undefined),
    );
    await signaling.request('endSession', { sessionId: session.sessionId, order });
  }

  async #act(plan: (epoch: MemberEpoch) => Promise<CommitPlan | undefined>): Promise<void> {
    await this.#room.commits.commit({ announced: false, plan });
  }

  #planned(epoch: MemberEpoch, act: Act): Promise<CommitPlan | undefined> {
    return planAct(epoch, act, this.#context.participant);
  }

  /** [D-5] Only links that nobody who was removed has seen may open a door by themselves. */
  #checkLinks({ state }: MemberEpoch): void {
    if (this.#host === undefined || this.#host.linksSince < state.recordNumber) {
      throw new RefusedError('notAllowed');
    }
  }

  #keyOf(participantId: ParticipantId): Bytes {
    const key = this.#room.people.keyOf(participantId);
    if (key === undefined) throw new RefusedError('notFound');
    return key;
  }
}
