import type { MeetingId, ParticipantId } from '@conclave/shared/ids';
import type { Member, RoomView } from '../e2ee/session/RoomView.ts';
import type { RoomServices } from './openRoom.ts';
import type { SessionWorkspace } from './SessionWorkspace.ts';
import type { VisitConsent } from './VisitConsent.svelte.ts';
import type { Workspace } from './Workspace.svelte.ts';

/**
 * So long the first pictures come before the documents: their workers would take the time of both from
 * a machine that is just beginning to decode. Higher shows the chat of a meeting later.
 */
const PICTURES_FIRST_MS = 500;

export interface VisitWorkspaceOptions extends Pick<
  SessionWorkspace,
  'ownName' | 'now' | 'onFailed'
> {
  readonly view: () => RoomView | undefined;
  readonly consent: Pick<VisitConsent, 'mayWrite' | 'agreement'>;
  /** Undefined where the parts are not to be had; the visit has put up its own screen then. */
  readonly open: (options: SessionWorkspace) => Promise<Workspace | undefined>;
}

/** What is written during one visit: opened when the room is entered first, open until the visit ends. */
export class VisitWorkspace {
  readonly #options: VisitWorkspaceOptions;
  #workspace = $state.raw<Workspace | undefined>();
  /** For which services documents are open, or opening. */
  #services: RoomServices | undefined;

  constructor(options: VisitWorkspaceOptions) {
    this.#options = options;
  }

  get now(): Workspace | undefined {
    return this.#workspace;
  }

  /** Again and again harmless. */
  async open(services: RoomServices, meetingId: MeetingId): Promise<void> {
    const { view, ownName, consent, now, onFailed } = this.#options;
    const self = view()?.self?.participantId;
    if (self === undefined || this.#services === services) return;
    this.#services = services;
    await new Promise((resolve) => setTimeout(resolve, PICTURES_FIRST_MS));
    if (this.#services !== services) return;
    const members = (): RoomView['members'] => view()?.members ?? [];
    const find = (participantId: ParticipantId): Member | undefined =>
      members().find((member) => member.participantId === participantId);
    const workspace = await this.#options.open({
      meetingId,
      self,
      room: services.room,
      signaling: services.signaling,
      access: services.documents,
      nameOf: (participantId) => {
        const name = find(participantId)?.name;
        return name === '' ? undefined : name;
      },
      toneOf: (participantId) => find(participantId)?.tone,
      ownName,
      mayWrite: () => consent.mayWrite,
      agreement: () => consent.agreement,
      card: () => view()?.card ?? undefined,
      leads: (participantId) =>
        members().some(
          (member) => member.participantId === participantId && member.role !== 'guest',
        ),
      now,
      onFailed,
    });
    if (this.#services === services) this.#workspace = workspace;
    else workspace?.close();
  }

  close(): void {
    this.#workspace?.close();
    this.#workspace = undefined;
    this.#services = undefined;
  }
}
