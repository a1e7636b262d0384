import { fromBase64Url, type Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import { DirectMessages } from '../chat/DirectMessages.svelte.ts';
import { FrameCryptor } from '../e2ee/frame/FrameCryptor.ts';
import { openFrameWorker } from '../e2ee/frame/openFrameWorker.ts';
import type { LinkCode } from '../e2ee/objects/link.ts';
import { KeyAgent } from '../e2ee/worker/KeyAgent.ts';
import { openKeyWorker } from '../e2ee/worker/openKeyWorker.ts';
import type { FramePort } from '../media/FramePort.ts';
import { openSocket } from '../signaling/openSocket.ts';
import { SignalingClient } from '../signaling/SignalingClient.ts';
import { findHost, type FoundHost } from './findHost.ts';
import type { HostLinks } from './HostLinks.ts';
import { onNetworkChange } from './networkChange.ts';
import type { RoomPort } from './RoomPort.ts';

/** By what somebody comes: a link, or nothing but the meeting's id, to come back or as its host. */
export interface Entry {
  meetingId: MeetingId;
  link?: { code: LinkCode; exposed: boolean };
  /** A worker broke: nothing is sent or shown any more. */
  onFailed: () => void;
}

/** What the documents of the call are opened with. */
export interface DocumentAccess {
  /** Leads to the key worker. */
  readonly keys: MessagePort;
  /** Of the organizer's own notes, from the vault. */
  readonly notesKey: Bytes | undefined;
  readonly direct: DirectMessages;
  /** [F-13] Opens what a visitor said of a file. */
  readonly openEnvelope: KeyAgent['openEnvelope'];
  /** [F-13] Files that were on their way at the door when it opened; whoever sends them takes them out. */
  readonly leftAtDoor: File[];
  /** [S-5] The newest archive key, sealed to summaries. */
  readonly sealSummaryKeys: KeyAgent['sealSummaryKeys'];
  /** [F-12] For who leads. */
  readonly certificate: KeyAgent['roleCertificate'];
}

/** What stands behind a meeting's page. The page closes it. */
export interface RoomServices {
  readonly room: RoomPort;
  readonly signaling: SignalingClient;
  readonly frames: FramePort;
  readonly documents: DocumentAccess;
  /** [F-13] Where files are handed in at the door. */
  readonly handInPlace: KeyAgent['handInPlace'];
  /** For meetings that ask for consent. */
  readonly consent: Pick<KeyAgent, 'consentPlace' | 'sealConsent' | 'keepConsent'>;
  /** The name by which this person is known here already; empty when there is none. */
  readonly knownName: string;
  /** For the host: copying and renewing the links. */
  readonly host: HostLinks | undefined;
  /** For whoever is signed in: the own picture, which nobody else gets. */
  readonly ownPicture: FoundHost['picture'] | undefined;
  /** Enters the meeting as soon as the server can be reached. */
  start(): void;
  close(): void;
}

/** Starts everything a meeting needs, all at once: connection, key worker, frame worker, vault. */
export async function openRoom({ meetingId, link, onFailed }: Entry): Promise<RoomServices> {
  const signaling = new SignalingClient(openSocket(meetingId));
  signaling.connect();
  const stopWatching = onNetworkChange(() => signaling.doubt('changed'));
  // Keys go from worker to worker; the page only passes the two ends on.
  const { port1: toFrames, port2: toKeys } = new MessageChannel();
  const { port1: documentKeys, port2: toDocuments } = new MessageChannel();
  const found = await findHost(meetingId);
  const [frames, { agent, knownName }] = await Promise.all([
    FrameCryptor.open({
      openWorker: openFrameWorker,
      onFault: ({ code }) => code === 'workerFailed' && onFailed(),
    }),
    KeyAgent.open({
      openWorker: openKeyWorker,
      meetingId,
      entrance: link,
      host: found?.host,
      signaling,
      frames: toKeys,
      documents: toDocuments,
      onFailed,
    }),
  ]);
  frames.useKeys(toFrames);
  // From before the room is entered: what was kept of the session is told once.
  const direct = new DirectMessages(agent);
  const { notesKey } = found?.host ?? {};
  return {
    room: agent,
    signaling,
    frames,
    documents: {
      keys: documentKeys,
      notesKey: notesKey === undefined ? undefined : fromBase64Url(notesKey),
      direct,
      openEnvelope: (fileId, sealedEnvelope) => agent.openEnvelope(fileId, sealedEnvelope),
      leftAtDoor: [],
      sealSummaryKeys: (targets) => agent.sealSummaryKeys(targets),
      certificate: () => agent.roleCertificate(),
    },
    handInPlace: () => agent.handInPlace(),
    consent: agent,
    knownName: knownName || nameOf(found),
    ownPicture: found?.picture,
    host: found && !found.deputy ? await hostLinks(found, agent) : undefined,
    start: () => whenConnected(signaling, () => void agent.start().catch(() => undefined)),
    close: () => {
      direct.close();
      agent.close();
      frames.close();
      stopWatching();
      signaling.close();
    },
  };
}

function nameOf(found: FoundHost | undefined): string {
  return found === undefined ? '' : `${found.account.firstName} ${found.account.lastName}`;
}

async function hostLinks({ host, vault }: FoundHost, agent: KeyAgent): Promise<HostLinks> {
  const [{ HostLinks: HostLinksClass }, { MeetingApi }] = await Promise.all([
    import('./HostLinks.ts'),
    import('./MeetingApi.ts'),
  ]);
  return new HostLinksClass({
    host,
    vault,
    api: MeetingApi.here(),
    origin: location.origin,
    renewed: (renewed) => agent.renewHost(renewed),
  });
}

/** The agent enters on every new connection by itself, so it is started on the first. */
function whenConnected(signaling: SignalingClient, start: () => void): void {
  if (signaling.connected) {
    start();
    return;
  }
  const stop = signaling.onConnection((state) => {
    if (state !== 'connected') return;
    stop();
    start();
  });
}
