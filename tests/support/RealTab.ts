import { io } from 'socket.io-client';
import {
  createMeeting,
  type CreatedMeeting,
  type NewMeeting,
} from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import { readLinkLocation } from '../../web/src/lib/e2ee/objects/linkLocation.ts';
import { RoomAgent } from '../../web/src/lib/e2ee/session/RoomAgent.ts';
import type { Entrance } from '../../web/src/lib/e2ee/session/RoomAgentOptions.ts';
import type { RoomEvent, RoomView } from '../../web/src/lib/e2ee/session/RoomView.ts';
import type { DocumentsOut } from '../../web/src/lib/e2ee/session/DocumentsOut.ts';
import { systemTimers } from '../../web/src/lib/e2ee/session/Timers.ts';
import type { MeetingStorage } from '../../web/src/lib/e2ee/storage/MeetingStorage.ts';
import { MemoryStorage } from '../../web/src/lib/e2ee/storage/MemoryStorage.ts';
import { socketOver } from '../../web/src/lib/signaling/openSocket.ts';
import { RoutedSocket, type PathSocket } from '../../web/src/lib/signaling/RoutedSocket.ts';
import { SignalingClient } from '../../web/src/lib/signaling/SignalingClient.ts';
import { PROTOCOL_VERSION } from '../../shared/src/wire/protocolVersion.ts';
import type { NotificationName } from '../../shared/src/wire/serverNotifications.ts';
import { deafen } from './deafen.ts';
import { nodeCipherSuite } from './nodeCipherSuite.ts';
import type { NodeBrowser } from './NodeBrowser.ts';
import { RecordedKeys } from './roomAgents.ts';

/** Long enough for a machine under load; a test that needs it has failed. */
const WAIT_MS = 40_000;

/** An open page on the real server: the product's own agent and signaling, without screens and media. */
export class RealTab {
  readonly agent: RoomAgent;
  readonly signaling: SignalingClient;
  readonly keys = new RecordedKeys();
  readonly events: RoomEvent[] = [];
  readonly faults: unknown[] = [];
  readonly storage: MeetingStorage;

  private constructor(parts: Parts) {
    this.storage = parts.storage;
    const { meetingId } = parts;
    const open = (path: string): PathSocket => {
      const socket = io(parts.origin, {
        path,
        transports: ['websocket'],
        auth: { protocolVersion: PROTOCOL_VERSION, meetingId },
        extraHeaders: { origin: parts.origin },
        autoConnect: false,
        forceNew: true,
        reconnectionDelay: 100,
        reconnectionDelayMax: 400,
      });
      deafen(socket, parts.deafTo);
      return socketOver(socket);
    };
    this.signaling = new SignalingClient(new RoutedSocket({ open, waitMs: () => 200 }));
    this.agent = new RoomAgent({
      ...parts,
      signaling: this.signaling,
      lock: { take: () => Promise.resolve(true), release: () => undefined },
      keysOut: this.keys,
      timers: systemTimers,
      report: (error) => this.faults.push(error),
    });
    this.agent.onEvent((event) => this.events.push(event));
  }

  /** Opens a meeting's page: by a link, as its host, or (with neither) as after a reload. */
  static async open(origin: string, page: Page): Promise<RealTab> {
    const { meeting, link, host, storage = new MemoryStorage(), documents } = page;
    const { maxMembers, deafTo = [] } = page;
    const entrance = link === undefined ? undefined : await entranceOf(link);
    const suite = await nodeCipherSuite();
    const { meetingId } = meeting.hostMeeting;
    const kept = { storage, documents, suite, maxMembers };
    const tab = new RealTab({ origin, meetingId, deafTo, entrance, host, ...kept });
    tab.signaling.connect();
    await tab.agent.start();
    return tab;
  }

  /** Resolves when the view is as wanted. Rejects with the phases it went through otherwise. */
  async until(reached: (view: RoomView) => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const phases: string[] = [];
    const timer = setTimeout(() => {
      const faults = this.faults.map((fault) => String(fault)).join('; ');
      const stands = JSON.stringify(this.agent.view.phase);
      reject(new Error(`never ${what}: ${phases.join(' > ')}, ${stands} ${faults}`));
    }, WAIT_MS);
    const stop = this.agent.onView((view) => {
      if (phases.at(-1) !== view.phase.kind) phases.push(view.phase.kind);
      if (reached(view)) resolve(undefined);
    });
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  /** Resolves when something is heard that is as wanted, or was heard before. */
  async hears(wanted: (event: RoomEvent) => boolean, what: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer = setTimeout(() => reject(new Error(`never heard ${what}`)), WAIT_MS);
    const listen = (event: RoomEvent): void => {
      if (wanted(event)) resolve(undefined);
    };
    const stop = this.agent.onEvent(listen);
    this.events.forEach(listen);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  async inside(name: string): Promise<this> {
    await this.agent.join(name);
    await this.until(({ phase }) => phase.kind === 'inside', `${name} inside`);
    return this;
  }

  /** Resolves when these people, and nobody else, are on the screen by name. */
  sees(...names: string[]): Promise<void> {
    const wanted = names.toSorted().join();
    return this.until(
      ({ members }) =>
        members
          .map(({ name }) => name)
          .sort()
          .join() === wanted,
      `seeing ${wanted}`,
    );
  }

  /** The page is gone, without a word to anybody. */
  shut(): void {
    this.signaling.close();
    this.agent.close();
  }
}

interface Page {
  readonly meeting: { readonly hostMeeting: Pick<HostMeeting, 'meetingId'> };
  readonly link?: string;
  readonly host?: HostMeeting;
  readonly storage?: MeetingStorage;
  /** Where keys of documents go. */
  readonly documents?: DocumentsOut | undefined;
  /** People in a room, where the server has a bound of its own. */
  readonly maxMembers?: number | undefined;
  /** What it is told and does not listen to. */
  readonly deafTo?: readonly NotificationName[];
}

interface Parts {
  readonly origin: string;
  readonly deafTo: readonly NotificationName[];
  readonly meetingId: HostMeeting['meetingId'];
  readonly entrance: Entrance | undefined;
  readonly host: HostMeeting | undefined;
  readonly storage: MeetingStorage;
  readonly documents: DocumentsOut | undefined;
  readonly maxMembers: number | undefined;
  readonly suite: Awaited<ReturnType<typeof nodeCipherSuite>>;
}

async function entranceOf(link: string): Promise<Entrance> {
  const { pathname, hash } = new URL(link, 'https://conclave.example');
  const read = await readLinkLocation({ pathname, hash });
  if (read.kind !== 'link') throw new Error('not a link');
  return { code: read.code, exposed: read.exposed };
}

/** Makes a meeting and registers it with the server, as the desk does. */
export async function makeMeeting(
  organizer: NodeBrowser,
  part: Partial<NewMeeting> = {},
): Promise<CreatedMeeting> {
  const created = await createMeeting({
    topic: 'Shift plan',
    organizer: 'Mara Feldhaus',
    company: '',
    notice: '',
    door: 'greeted',
    mailedTopic: false,
    createdAt: Date.now(),
    ...part,
  });
  const answer = await organizer.send('POST', '/api/meetings', created.createRequest);
  if (!answer.ok) throw new Error(`the server refused the meeting: ${answer.status}`);
  return created;
}
