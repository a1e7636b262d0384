import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { CreateMeeting, ReplaceLinks } from '@conclave/shared/wire/meetingApi';
import {
  createMeeting,
  type CreatedMeeting,
  type NewMeeting,
} from '../../web/src/lib/e2ee/host/createMeeting.ts';
import type { HostMeeting } from '../../web/src/lib/e2ee/host/HostMeeting.ts';
import type { CipherSuite } from '../../web/src/lib/e2ee/mls/cipherSuite.ts';
import { readLinkLocation } from '../../web/src/lib/e2ee/objects/linkLocation.ts';
import type { KeysOut } from '../../web/src/lib/e2ee/session/KeysOut.ts';
import { loadWayIn } from '../../web/src/lib/e2ee/session/loadWayIn.ts';
import { RoomAgent } from '../../web/src/lib/e2ee/session/RoomAgent.ts';
import type { Entrance } from '../../web/src/lib/e2ee/session/RoomAgentOptions.ts';
import type { RoomEvent, RoomPhase } from '../../web/src/lib/e2ee/session/RoomView.ts';
import type { TabLock } from '../../web/src/lib/e2ee/session/TabLock.ts';
import type { MeetingStorage } from '../../web/src/lib/e2ee/storage/MeetingStorage.ts';
import { MemoryStorage } from '../../web/src/lib/e2ee/storage/MemoryStorage.ts';
import { watchKeys, type KeysAtWork } from './keysAtWork.ts';
import { LocalRooms } from './LocalRooms.ts';
import { MemoryPort, type Connect } from './MemoryPort.ts';
import { MemoryServer } from './MemoryServer.ts';
import { nodeCipherSuite } from './nodeCipherSuite.ts';
import { VirtualTimers } from './VirtualTimers.ts';
import { Wire, type Choose } from './Wire.ts';

/** What a browser's frame worker would hold: the base key of each epoch, and what is sent with. */
export class RecordedKeys implements KeysOut {
  readonly keys = new Map<bigint, Bytes>();
  sending: { epoch: bigint; leaf: number } | undefined;
  #newest = -1n;

  install(epoch: bigint, baseKey: Bytes): void {
    this.keys.set(epoch, baseKey);
  }

  sendWith(epoch: bigint, leaf: number): void {
    if (epoch < this.#newest) throw new Error('goes back');
    if (!this.keys.has(epoch)) throw new Error('sends with a key that it does not have');
    this.#newest = epoch;
    this.sending = { epoch, leaf };
  }

  /** Seals nothing until the next sendWith. */
  stopSending(): void {
    this.sending = undefined;
  }

  readonly forgotten: bigint[] = [];

  forgetBefore(epoch: bigint): void {
    this.forgotten.push(epoch);
  }
}

/** One tab after the other may have the lock; `steal` takes it away. */
export class MemoryLocks {
  readonly #held = new Map<object, () => void>();

  lock(browser: object): TabLock {
    let mine: (() => void) | undefined;
    return {
      take: (steal, onLost) => {
        const holder = this.#held.get(browser);
        if (holder !== undefined && !steal) return Promise.resolve(false);
        mine = onLost;
        this.#held.set(browser, onLost);
        holder?.();
        return Promise.resolve(true);
      },
      release: () => {
        if (this.#held.get(browser) === mine) this.#held.delete(browser);
      },
    };
  }
}

/** How much time may pass until what is waited for. Nothing in the protocol takes minutes. */
const PATIENCE_MS = 4 * 60_000;

/**
 * Turns of the event loop in which an agent's work does not end although no key is at work: it waits for itself. Turns in
 * which keys are at work say nothing, however many: a machine under load has hundreds of thousands of them.
 */
const ENDLESS = 200_000;

/** One for all worlds of a test file, which follow each other. */
let watched: KeysAtWork | undefined;

/** A browser: what it keeps outlives its tabs. */
export class Browser {
  readonly name: string;
  readonly storage: MeetingStorage;

  constructor(name: string, storage: MeetingStorage = new MemoryStorage()) {
    this.name = name;
    this.storage = storage;
  }
}

/** An open page with its agent. */
export interface Tab {
  readonly browser: Browser;
  readonly agent: RoomAgent;
  readonly port: MemoryPort;
  readonly keys: RecordedKeys;
  readonly events: RoomEvent[];
  readonly phases: RoomPhase[];
  readonly faults: unknown[];
}

export interface TabOptions {
  readonly browser: Browser;
  /** Path and fragment of a link; absent after a reload. */
  readonly link?: string | undefined;
  readonly host?: HostMeeting | undefined;
}

export interface WorldOptions {
  readonly choose?: Choose;
  /** `double`: the server of the spec, which can be made to lie. `rooms`: the product's own. */
  readonly server?: 'double' | 'rooms';
  /** People in a room; the double counts none. */
  readonly maxMembers?: number;
}

/** What tests ask of either server. */
export interface TestServer {
  /** Opens a connection to the server that runs by then. */
  readonly connect: Connect;
  /** As if it had been killed; connections are the caller's to break. */
  restart(): Promise<void>;
  create(request: CreateMeeting): void;
  replaceLinks(meetingId: MeetingId, request: ReplaceLinks): void;
  meeting(meetingId: MeetingId): {
    readonly record: { readonly number: number };
    readonly openKeys: Uint8Array | null;
    readonly session: { readonly leaves: ReadonlyMap<number, unknown> } | undefined;
  };
}

function localRooms(timers: VirtualTimers, maxMembers: number | undefined): TestServer {
  const rooms = new LocalRooms(timers, { maxMembers });
  return {
    connect: (notify) => rooms.connect(notify),
    create: (request) => rooms.store.create(request),
    replaceLinks: (meetingId, request) => {
      rooms.store.replaceLinks(meetingId, request);
      rooms.registry.linksReplaced(meetingId);
    },
    meeting: (meetingId) => rooms.meeting(meetingId),
    restart: () => rooms.restart(),
  };
}

/** Agents, a server and a network in memory, and the time between them. */
export class World {
  readonly timers = new VirtualTimers();
  readonly wire: Wire;
  readonly server: TestServer;
  readonly tabs = new Set<Tab>();
  readonly #double: MemoryServer | undefined;
  readonly #locks = new MemoryLocks();
  readonly #keys = (watched ??= watchKeys());
  readonly #suite: CipherSuite;
  readonly #choose: Choose;
  readonly #maxMembers: number | undefined;

  private constructor(suite: CipherSuite, options: WorldOptions) {
    const { choose = () => 0, server = 'double', maxMembers } = options;
    this.#choose = choose;
    this.#maxMembers = maxMembers;
    this.#suite = suite;
    this.wire = new Wire(choose);
    if (server === 'rooms') {
      this.server = localRooms(this.timers, maxMembers);
    } else {
      this.#double = new MemoryServer(this.timers);
      this.server = this.#double;
    }
  }

  static async make(options: WorldOptions = {}): Promise<World> {
    // Loading a module takes real time, which looks like nothing happening.
    await loadWayIn();
    return new World(await nodeCipherSuite(), options);
  }

  /** The double, which can be made to lie. */
  get evil(): MemoryServer {
    if (this.#double === undefined) throw new Error('the server of the product does not lie');
    return this.#double;
  }

  async meeting(part: Partial<NewMeeting> = {}): Promise<CreatedMeeting> {
    const created = await createMeeting({
      topic: 'Budget',
      organizer: 'Ada Byron',
      company: 'Engines',
      notice: '',
      door: 'greeted',
      mailedTopic: false,
      createdAt: this.timers.now(),
      ...part,
    });
    this.server.create(created.createRequest);
    return created;
  }

  /** Opens a page; it enters by itself. */
  async open(created: CreatedMeeting, { browser, link, host }: TabOptions): Promise<Tab> {
    const { meetingId } = created.hostMeeting;
    const port = new MemoryPort(this.wire, this.server.connect);
    const keys = new RecordedKeys();
    const faults: unknown[] = [];
    const agent = new RoomAgent({
      meetingId,
      entrance: await entranceOf(link),
      host,
      signaling: port,
      storage: browser.storage,
      lock: this.#locks.lock(browser),
      keysOut: keys,
      timers: this.timers,
      suite: this.#suite,
      maxMembers: this.#maxMembers,
      report: (error) => faults.push(error),
    });
    const tab: Tab = { browser, agent, port, keys, events: [], phases: [], faults };
    agent.onEvent((event) => tab.events.push(event));
    agent.onView(({ phase }) => {
      if (tab.phases.at(-1) !== phase) tab.phases.push(phase);
    });
    this.tabs.add(tab);
    await this.during(agent.start());
    return tab;
  }

  /** The page is closed or crashes: nobody is told. */
  shut(tab: Tab): void {
    tab.port.close();
    tab.agent.close();
    this.tabs.delete(tab);
  }

  /**
   * Lets the network run, and time when nothing else can happen, until something is so. Nothing is
   * delivered while keys are at work, so that the same choices give the same course.
   */
  async until(reached: () => boolean, what = 'what was waited for'): Promise<void> {
    const limit = this.timers.now() + PATIENCE_MS;
    let stuck = 0;
    for (let quiet = 0; !reached();) {
      stuck = this.#isStuck() ? stuck + 1 : 0;
      if (stuck > ENDLESS) throw new Error(`somebody waits for themselves: ${this.phases()}`);
      const active = this.#isBusy() || this.#deliver();
      quiet = active ? 0 : quiet + 1;
      await this.#breathe();
      if (quiet < 3) continue;
      if (this.timers.next === undefined || this.timers.now() + this.timers.next > limit) {
        throw new Error(`nothing happens any more, but not ${what}: ${this.phases()}`);
      }
      this.timers.runNext();
      quiet = 0;
    }
  }

  /** Lets the network deliver some things, and no time pass. */
  async steps(count: number): Promise<void> {
    for (let left = count; left > 0;) {
      if (!this.#isBusy()) {
        this.#deliver();
        left -= 1;
      }
      await this.#breathe();
    }
  }

  /** Lets everything happen that happens within a time. */
  async pass(ms: number): Promise<void> {
    const end = this.timers.now() + ms;
    let over = false;
    this.timers.after(ms, () => (over = true));
    await this.until(() => over && this.timers.now() >= end, `${ms} ms`);
  }

  /** The result of something, with the network running meanwhile. */
  async during<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const ended = work.finally(() => (done = true));
    ended.catch(() => undefined);
    await this.until(() => done, 'an answer');
    return ended;
  }

  /** Opens a page with the host's keys and starts, or joins, the session. */
  async hostInside(created: CreatedMeeting, browser = new Browser('Ada')): Promise<Tab> {
    const tab = await this.open(created, { browser, host: created.hostMeeting });
    await this.during(tab.agent.join(browser.name));
    await this.until(() => isInside(tab), `${browser.name} inside`);
    return tab;
  }

  /** Opens a page by a link and knocks, up to the inside. */
  async guestInside(created: CreatedMeeting, name: string): Promise<Tab> {
    const tab = await this.knocking(created, { name, link: created.links.copied });
    await this.until(() => isInside(tab), `${name} inside`);
    return tab;
  }

  async knocking(
    created: CreatedMeeting,
    { name, link }: { name: string; link: string },
  ): Promise<Tab> {
    const tab = await this.open(created, { browser: new Browser(name), link });
    await this.during(tab.agent.join(name));
    return tab;
  }

  /** Closes a tab and opens the page anew, without the link. */
  async reload(created: CreatedMeeting, tab: Tab, host?: HostMeeting): Promise<Tab> {
    this.shut(tab);
    return this.open(created, { browser: tab.browser, host });
  }

  #isBusy(): boolean {
    return this.#keys.count > 0 || this.#isStuck();
  }

  /** Whether an agent has work that no key is needed for: for a moment always, for long never. */
  #isStuck(): boolean {
    return this.#keys.count === 0 && [...this.tabs].some(({ agent }) => agent.waiting > 0);
  }

  /** One thing, or several at once as networks do. */
  #deliver(): boolean {
    const delivered = this.wire.step();
    for (let more = this.#choose(3); more > 0; more--) this.wire.step();
    return delivered;
  }

  async #breathe(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    this.#throwFaults();
  }

  #throwFaults(): void {
    for (const { faults } of this.tabs) {
      const [fault] = faults;
      if (fault !== undefined) throw new Error('a bug in an agent', { cause: fault });
    }
  }

  phases(): string {
    return [...this.tabs]
      .map(({ browser, agent }) => `${browser.name} ${JSON.stringify(agent.view.phase)}`)
      .join('; ');
  }
}

export function isInside({ agent }: Tab): boolean {
  return agent.view.phase.kind === 'inside';
}

/** Names on a tab's screen, sorted. */
export function names({ agent }: Tab): string[] {
  return agent.view.members.map(({ name }) => name).sort();
}

async function entranceOf(link: string | undefined): Promise<Entrance | undefined> {
  if (link === undefined) return undefined;
  const { pathname, hash } = new URL(link, 'https://conclave.example');
  const read = await readLinkLocation({ pathname, hash });
  if (read.kind !== 'link') throw new Error('not a link');
  return { code: read.code, exposed: read.exposed };
}
