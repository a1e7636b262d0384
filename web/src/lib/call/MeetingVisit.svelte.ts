import type { MeetingId } from '@conclave/shared/ids';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';
import type { LinkCode } from '../e2ee/objects/link.ts';
import type { LobbyCard, RoomView } from '../e2ee/session/RoomView.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import { isPartMissing, onPartMissing } from '../parts/missingParts.ts';
import { missingFeatures, type Feature } from './browserFeatures.ts';
import type { Call } from './Call.svelte.ts';
import { cleanAddress } from './cleanAddress.ts';
import type { Entry as FullEntry, RoomServices } from './openRoom.ts';
import type { RoomSettings } from './RoomSettings.svelte.ts';
import type { MeetingVisitOptions } from './MeetingVisitOptions.ts';
import { screenOf, withLink, type Screen } from './screenOf.ts';
import { forgetTabDevices, keepTabDevices, restoreTabDevices } from './TabMemory.ts';
import { TabTalk } from './TabTalk.ts';
import { VisitConsent } from './VisitConsent.svelte.ts';
import { VisitWorkspace } from './VisitWorkspace.svelte.ts';
import type { Workspace } from './Workspace.svelte.ts';

type Entry = Omit<FullEntry, 'onFailed'>;

/** How long the screen "the server does not answer" stands before it tries again. */
const RETRY_MS = 5000;

/** One visit of a meeting's page, from the link to the end: which screen, and what stands behind it. */
export class MeetingVisit {
  readonly local: LocalMedia;
  readonly settings: RoomSettings;
  readonly now: () => number;
  readonly consent: VisitConsent;
  readonly #options: MeetingVisitOptions;
  #screen = $state.raw<Screen>({ kind: 'busy', progress: 'entering' });
  #view = $state.raw<RoomView | undefined>();
  #card = $state.raw<LobbyCard | undefined>();
  #call = $state.raw<Call | undefined>();
  readonly #workspace: VisitWorkspace;
  #missing = $state.raw<readonly Feature[]>([]);
  #meetingId = $state.raw<MeetingId | undefined>();
  #exposed = $state(false);
  #name = $state('');
  /** When the knock went out, for the waiting room. */
  #knockedAt = $state<number | undefined>();
  #wish = { microphone: false, camera: false };
  #services = $state.raw<RoomServices | undefined>();
  #entry = $state.raw<Entry | undefined>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Counts openings, so that one that was overtaken closes what it opened. */
  #opening = 0;
  #makingCall = false;
  /** The other tabs of this browser with the same meeting. */
  #tabs: TabTalk | undefined;
  /** Asked to take the other tab's place, before it was known that there is one. */
  #takesOver = false;
  #closed = false;
  readonly #stopHearing: () => void;

  constructor(options: MeetingVisitOptions) {
    this.#options = options;
    this.local = options.local;
    this.settings = options.settings;
    this.now = options.now;
    this.#stopHearing = onPartMissing(() => this.partMissing());
    this.consent = new VisitConsent({
      load: () => this.#part(options.loadConsent()),
      now: options.now,
      stopSending: () => this.#call?.own.stopSending(),
      stopUploads: () => void this.workspace?.files.queue.giveUp(),
    });
    this.#workspace = new VisitWorkspace({
      view: () => this.#view,
      ownName: () => this.#name,
      consent: this.consent,
      now: options.now,
      onFailed: () => this.#stopAt('other'),
      open: (opening) => this.#part(options.openWorkspace(opening)),
    });
  }

  get screen(): Screen {
    return this.#screen;
  }

  get view(): RoomView | undefined {
    return this.#view;
  }

  /** The newest card. */
  get card(): LobbyCard | undefined {
    return this.#card;
  }

  get call(): Call | undefined {
    return this.#call;
  }

  /** What people write together; absent until the room was entered and its parts are loaded. */
  get workspace(): Workspace | undefined {
    return this.#workspace.now;
  }

  get missing(): readonly Feature[] {
    return this.#missing;
  }

  get meetingId(): MeetingId | undefined {
    return this.#meetingId;
  }

  /** The link came in a form that the server has seen. */
  get exposed(): boolean {
    return this.#exposed;
  }

  /** By what link this person comes; undefined for who comes back or comes as the host. */
  get via(): LinkKind | 'exposed' | undefined {
    const { link } = this.#entry ?? {};
    if (link === undefined) return undefined;
    return link.exposed && link.code.kind === 'copied' ? 'exposed' : link.code.kind;
  }

  /** The link, for taking it to another browser. */
  get wholeAddress(): string {
    return `${location.origin}${cleanAddress(this.#options.address)}`;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
  }

  get knockedAt(): number | undefined {
    return this.#knockedAt;
  }

  /** Host of this meeting: may copy and renew links. */
  get services(): RoomServices | undefined {
    return this.#services;
  }

  async begin(): Promise<void> {
    this.#missing = missingFeatures();
    if (this.#missing.length > 0) {
      this.#stopAt('unsupported');
      return;
    }
    const link = await this.#part(this.#options.readLink(this.#options.address));
    if (link === undefined) return;
    this.#meetingId = link.meetingId;
    if (link.kind === 'damaged') this.#stopAt('damagedLink');
    else if (link.kind === 'meeting') await this.#open({ meetingId: link.meetingId });
    else await this.#openWith(link.meetingId, link.code, link.exposed);
  }

  /** The code typed by hand, after the link was damaged. False: it is not this meeting's. */
  async enterCode(typed: string): Promise<boolean> {
    if (this.#meetingId === undefined) return false;
    const pathname = `/m/${this.#meetingId}`;
    const link = await this.#options.readLink({ pathname, hash: `#${typed.trim()}` });
    if (link.kind !== 'link') return false;
    await this.#openWith(link.meetingId, link.code, false);
    return true;
  }

  /**
   * Join, knock or open the meeting, whichever the door asks for. Throws a RefusedError while consent is
   * asked for and the answer is not recorded.
   */
  async join(wish: { microphone: boolean; camera: boolean }): Promise<void> {
    await this.consent.decide(this.#name.trim());
    this.#wish = wish;
    if (!wish.microphone) this.local.microphone.stop();
    if (!wish.camera) this.local.camera.stop();
    this.#knockedAt = this.#options.now();
    // A refusal comes as a phase and so as a screen.
    await this.#services?.room.join(this.#name.trim()).catch(() => undefined);
  }

  /** Knock once more, perhaps under another name. */
  async knockAgain(): Promise<void> {
    await this.#services?.room.withdraw().catch(() => undefined);
    await this.join(this.#wish);
  }

  /** From the beginning: after leaving, or when what stood in the way may be gone. */
  async restart(): Promise<void> {
    this.#knockedAt = undefined;
    if (this.#entry !== undefined) await this.#open(this.#entry);
  }

  /** The same link in a newer page. */
  reload(): void {
    history.replaceState(history.state, '', cleanAddress(this.#options.address));
    location.reload();
  }

  /** [B-4] Takes the place of this browser's other tab, with microphone and camera as they are there. */
  async continueHere(): Promise<void> {
    const devices = await this.#tabs?.ask();
    if (devices !== undefined) keepTabDevices(devices);
    this.#takesOver = true;
    if (this.#view?.phase.kind === 'otherTab') await this.#takeOver();
    else await this.restart();
  }

  /** A part of this page is not to be had any more: the server has a newer one, or is out of reach. */
  partMissing(): void {
    // Whatever was under way leads to nothing that this page could show.
    this.#opening += 1;
    clearTimeout(this.#retry);
    this.#closeServices();
    this.#stopAt('reload');
  }

  /** From the waiting room or the room; the devices are off at once, whatever the server does. */
  async leave(): Promise<void> {
    this.#endCall();
    forgetTabDevices();
    const { room } = this.#services ?? {};
    const inRoom = this.#screen.kind === 'room';
    await (inRoom ? room?.leave() : room?.withdraw())?.catch(() => undefined);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopHearing();
    clearTimeout(this.#retry);
    this.#endCall();
    this.#closeServices();
    this.#tabs?.close();
    this.local.close();
  }

  async #openWith(meetingId: MeetingId, code: LinkCode, exposed: boolean): Promise<void> {
    this.#exposed = exposed;
    await this.#open({ meetingId, link: { code, exposed } });
  }

  async #open(entry: Entry): Promise<void> {
    clearTimeout(this.#retry);
    this.#closeServices();
    this.#entry = entry;
    this.#tabs ??= new TabTalk(entry.meetingId, () => this.#call?.own.devices);
    this.#screen = { kind: 'busy', progress: 'connecting' };
    const opening = ++this.#opening;
    const services = await this.#part(
      this.#options.openRoom({
        ...entry,
        onFailed: () => opening === this.#opening && this.#stopAt('other'),
      }),
    );
    if (services === undefined) return;
    if (this.#closed || opening !== this.#opening) {
      services.close();
      return;
    }
    this.#services = services;
    this.#name = this.#name === '' ? services.knownName : this.#name;
    services.room.onView((view) => opening === this.#opening && this.#see(view));
    services.signaling.onRefusal((code) => {
      this.#stopAt(code === 'foreignOrigin' ? 'foreignOrigin' : 'reload');
    });
    services.start();
  }

  #see(view: RoomView): void {
    this.#view = view;
    const { phase } = view;
    if (phase.kind === 'otherTab' && this.#takesOver) {
      void this.#takeOver();
      return;
    }
    if (view.card !== null) this.#follow(view.card);
    this.#screen = withLink(screenOf(phase, this.#screen), this.#entry?.link !== undefined);
    if (phase.kind === 'inside') this.#write();
    if (this.#isGoingIn) void this.#enter(view);
    else this.#endCall();
    if (phase.kind !== 'refused' || phase.code !== 'unavailable') return;
    // The server does not answer: an agent that was refused does not come back by itself.
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.restart(), RETRY_MS);
  }

  /** Documents open with the first time inside, and stay open until the visit ends. */
  #write(): void {
    const { services, meetingId } = this;
    if (services && meetingId) void this.#workspace.open(services, meetingId);
  }

  async #takeOver(): Promise<void> {
    this.#takesOver = false;
    await this.#services?.room.continueHere();
  }

  #follow(card: LobbyCard): void {
    this.#card = card;
    const { services, meetingId } = this;
    if (services && meetingId) this.consent.follow(services, meetingId, card.notice);
  }

  /** In the room, or so near that its call may be made ready. */
  get #isGoingIn(): boolean {
    const { phase } = this.#view ?? {};
    return this.#screen.kind === 'room' || (phase?.kind === 'joining' && phase.step !== 'turn');
  }

  /** The room is entered: from here on there is a call. */
  async #enter(view: RoomView): Promise<void> {
    if (this.#call !== undefined || this.#makingCall) return;
    this.#makingCall = true;
    const { loadCall, settings, toasts, now } = this.#options;
    const before = [this.#restoreDevices(), this.consent.ready];
    const [part] = await Promise.all([this.#part(loadCall()), ...before]);
    this.#makingCall = false;
    const services = this.#services;
    if (part === undefined || services === undefined || !this.#isGoingIn) return;
    const { room, signaling, frames, ownPicture } = services;
    this.#call = new part.Call({
      ...{ room, signaling, frames, ownPicture },
      local: this.local,
      settings,
      toasts,
      now,
      name: () => this.#name.trim() || (this.#view?.members.find(({ self }) => self)?.name ?? ''),
      view: this.#view ?? view,
      wish: this.#wish,
      consent: this.consent,
    });
  }

  /** After a reload nobody pressed a button: what was on in this tab comes on again. */
  async #restoreDevices(): Promise<void> {
    if (this.#knockedAt !== undefined) return;
    this.#wish = (await restoreTabDevices(this.local)) ?? this.#wish;
  }

  /** What is loaded when it is needed; where it is gone, the page is to be loaded anew. */
  async #part<T>(loading: Promise<T>): Promise<T | undefined> {
    try {
      return await loading;
    } catch (error) {
      if (!isPartMissing(error)) throw error;
      this.partMissing();
      return undefined;
    }
  }

  #closeServices(): void {
    this.#workspace.close();
    this.#services?.close();
    this.#services = undefined;
  }

  #endCall(): void {
    this.#call?.close();
    this.#call = undefined;
    if (this.#screen.kind === 'obstacle') {
      this.local.microphone.stop();
      this.local.camera.stop();
    }
  }

  #stopAt(obstacle: Extract<Screen, { kind: 'obstacle' }>['obstacle']): void {
    this.#endCall();
    // What fails because a part is gone is healed by loading anew, whichever is heard first.
    const { screen } = this;
    if (screen.kind === 'obstacle' && screen.obstacle === 'reload') return;
    this.#screen = { kind: 'obstacle', obstacle, card: this.#card };
  }
}
