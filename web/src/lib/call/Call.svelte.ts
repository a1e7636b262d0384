import { untrack } from 'svelte';
import { JOIN_MUTED_FROM } from '@conclave/shared/limits';
import type { ParticipantId } from '@conclave/shared/ids';
import type { Member, Presence, RoomView } from '../e2ee/session/RoomView.ts';
import { t } from '../i18n/texts.svelte.ts';
import { AudioOutput } from '../media/AudioOutput.ts';
import { playChime } from '../media/chime.ts';
import type { FramePort } from '../media/FramePort.ts';
import type { LocalMedia } from '../media/LocalMedia.svelte.ts';
import {
  MediaSession,
  type MediaPort,
  type MediaSessionOptions,
  type PublishRefusal,
} from '../media/MediaSession.ts';
import { nothingYet, type MediaView } from '../media/MediaView.ts';
import type { SignalingPort } from '../signaling/SignalingPort.ts';
import type { Toasts } from '../ui/Toasts.svelte.ts';
import { deviceEvents, deviceFailed } from './deviceMessages.ts';
import { Hints } from './Hints.ts';
import { KnockBell } from './KnockBell.ts';
import { LostConnections, NOBODY } from './LostConnections.ts';
import { Names } from './Names.ts';
import { onNetworkChange } from './networkChange.ts';
import { OwnControls } from './OwnControls.svelte.ts';
import { Reactions } from './Reactions.svelte.ts';
import { RoomMessages } from './RoomMessages.ts';
import type { RoomPort } from './RoomPort.ts';
import type { RoomSettings } from './RoomSettings.svelte.ts';
import { RosterMemory } from './RosterMemory.ts';
import { ShownTiles } from './ShownTiles.ts';
import { soundTracks } from './soundTracks.ts';
import { StageModel } from './StageModel.svelte.ts';
import { tilesOf, type TileModel } from './tiles.ts';
import type { VisitConsent } from './VisitConsent.svelte.ts';

export interface CallOptions {
  room: RoomPort;
  signaling: SignalingPort;
  frames: FramePort;
  local: LocalMedia;
  settings: RoomSettings;
  toasts: Toasts;
  /** Empty until it is known, after a reload. */
  name: () => string;
  /** Stands for oneself while the camera is off; nobody else gets it. */
  ownPicture?: { readonly url: string | undefined } | undefined;
  /** How the room stands at the beginning. */
  view: RoomView;
  /** What was switched on before the room was entered. */
  wish: { microphone: boolean; camera: boolean };
  /** [G-9] Keeps a participant from producing until allowed. [G-13] What is shown of one's own consent, and to which texts the others' must be; all of it may change. */
  consent: Pick<VisitConsent, 'mayProduce' | 'statement' | 'texts'>;
  now: () => number;
  /** In tests, where there is no SFU. */
  openMedia?: (options: MediaSessionOptions) => MediaPort;
}

/** How often the speaker rules and the hints are looked after. */
const BEAT_MS = 250;

/** A call from the first picture to the last: room, media, own switches, stage. Ends with `close`. */
export class Call {
  readonly room: RoomPort;
  readonly local: LocalMedia;
  readonly settings: RoomSettings;
  readonly toasts: Toasts;
  readonly own: OwnControls;
  readonly stage: StageModel;
  readonly shown: ShownTiles;
  readonly reactions = new Reactions();
  readonly #options: CallOptions;
  readonly #media: MediaPort;
  readonly #audio = new AudioOutput();
  readonly #names = new Names();
  readonly #roster = new RosterMemory();
  readonly #lost = new LostConnections();
  readonly #messages: RoomMessages;
  readonly #hints: Hints;
  readonly #stops: (() => void)[] = [];
  #view = $state.raw<RoomView>();
  #mediaView = $state.raw<MediaView>(nothingYet);
  #connected = $state(true);
  #soundBlocked = $state(false);
  #exposed = $state(false);
  #away = $state.raw(NOBODY);
  readonly #bell = new KnockBell(() => this.#messages.chime('knock'));
  #joinedAt = $state<number | undefined>();
  #closed = false;

  constructor(options: CallOptions) {
    const { room, local, settings, toasts, signaling, now } = options;
    this.room = room;
    this.local = local;
    this.settings = settings;
    this.toasts = toasts;
    this.#options = options;
    this.#view = options.view;
    const openMedia = options.openMedia ?? ((media) => new MediaSession(media));
    this.#media = openMedia({
      signaling,
      frames: options.frames,
      takeContext: (source) => room.takeContext(source),
      mayProduce: () => options.consent.mayProduce,
      onRefused: (source, refusal) => this.own.refused(source, refusal),
      now,
    });
    this.own = new OwnControls({
      local,
      media: this.#media,
      wish: options.wish,
      mayProduce: () => options.consent.mayProduce,
      onRefused: (source, refusal) => this.#refused(source, refusal),
      onFault: (source, fault) => deviceFailed(toasts, source, fault),
    });
    this.stage = new StageModel(this, settings.now.layout);
    this.shown = new ShownTiles((tiles) => this.#media.setShown(tiles));
    this.#messages = this.#makeMessages();
    this.#hints = new Hints({ own: this.own, local, toasts });
    this.#listen();
  }

  get view(): RoomView {
    return this.#view ?? this.#options.view;
  }

  get media(): MediaView {
    return this.#mediaView;
  }

  get connected(): boolean {
    return this.#connected;
  }

  /** The browser holds sound back until somebody clicks. */
  get soundBlocked(): boolean {
    return this.#soundBlocked;
  }

  /** Somebody came by a link that the server has seen: the host may want a new one. */
  get exposed(): boolean {
    return this.#exposed;
  }

  /** When this person came in, in ms. */
  get joinedAt(): number {
    return this.#joinedAt ?? this.#options.now();
  }

  get self(): Member | undefined {
    return this.view.members.find(({ self }) => self);
  }

  get ownPicture(): string | undefined {
    return this.#options.ownPicture?.url;
  }

  /** Everybody else. */
  readonly others: readonly Member[] = $derived.by(() =>
    this.view.members.filter(({ self }) => !self),
  );

  readonly tiles: { cameras: TileModel[]; screens: TileModel[] } = $derived.by(() =>
    tilesOf(this.view.members, this.#mediaView, {
      camera: this.own.cameraOn ? this.local.camera.track : undefined,
      screen: this.own.shareTrack,
      away: this.#away,
      picturesYield: this.#mediaView.picturesYield,
    }),
  );

  readonly #presence: Presence = $derived.by(() => ({
    ...this.own.presence,
    name: this.#options.name(),
    consent: this.#options.consent.statement,
  }));

  readonly #presenceText: string = $derived(JSON.stringify(this.#presence));

  nameOf(participantId: ParticipantId): string {
    return this.#names.of(participantId, t.room);
  }

  async unblockSound(): Promise<void> {
    await this.#audio.unblock();
  }

  async chooseSpeaker(deviceId: string): Promise<void> {
    this.settings.change({ speakerId: deviceId });
    await this.#audio.setSpeaker(deviceId);
  }

  toggleMicrophone(): void {
    void this.own.setMicrophone(!this.own.microphoneOn);
  }

  toggleHand(): void {
    this.own.setHand(this.own.handRaisedAt === null, this.#options.now());
  }

  async toggleShare(): Promise<void> {
    if (this.own.sharing) {
      await this.own.stopShare();
    } else if (!(await this.own.startShare())) {
      this.toasts.show({ title: t.room.events.shareFailed, text: t.room.events.shareFailedNote });
    }
  }

  react(reaction: string): void {
    void this.attempt(this.room.react(reaction));
    const { self } = this.view;
    if (self !== null) this.reactions.show(self.participantId, reaction);
  }

  /** Runs something that the room may refuse, and says so when it does. */
  async attempt(work: Promise<unknown>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch {
      this.toasts.show({ title: t.room.events.notSent });
      return false;
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.shown.close();
    this.own.close();
    this.#media.close();
    this.#audio.close();
    this.reactions.close();
  }

  #listen(): void {
    const { room, signaling } = this.#options;
    this.#stops.push(
      room.onView((view) => this.#see(view)),
      room.onEvent((event) => this.#messages.hear(event)),
      signaling.onConnection((state) => {
        this.#connected = state === 'connected';
        this.#openMedia();
      }),
      this.#media.onChange((view) => this.#hear(view)),
      ...deviceEvents(this.local, this.toasts),
      this.#audio.onBlocked((blocked) => (this.#soundBlocked = blocked)),
      $effect.root(() => {
        $effect(() => {
          // Sent when it says something new, not whenever something was counted anew.
          if (this.#presenceText !== '') untrack(() => this.#sendPresence());
        });
        // The text is another, or can be told only now.
        $effect(() => {
          const { texts } = this.#options.consent;
          untrack(() => this.#lookAround(texts));
        });
      }),
    );
    const beat = setInterval(() => this.#beat(), BEAT_MS);
    this.#stops.push(
      () => clearInterval(beat),
      onNetworkChange(() => this.#media.networkChanged()),
    );
    void this.#audio.setSpeaker(this.settings.now.speakerId);
  }

  #sendPresence(): void {
    if (this.#presence.name === '') return;
    // Lost with the connection; the agent sends the newest again when it is back.
    this.room.setPresence(this.#presence).catch(() => undefined);
  }

  #see(view: RoomView): void {
    this.#view = view;
    this.#names.see(view.members);
    this.#look(this.#options.now());
    this.#bell.follow(view.knocks);
    this.#lookAround(this.#options.consent.texts);
    this.#openMedia();
  }

  /** [G-13] Whom media may come from. */
  #lookAround(texts: ReadonlySet<string> | undefined): void {
    this.#media.setRoster(this.#roster.see(this.view, texts));
  }

  /** Media belong to a member: only inside, and only while the server can be asked. */
  #openMedia(): void {
    const { phase } = this.view;
    if (!this.#connected) return;
    if (phase.kind === 'joining' && phase.step !== 'turn') this.#media.prepare();
    if (phase.kind !== 'inside') return;
    this.#arrived();
    this.#media.open();
  }

  /** Inside for the first time. In a large room people come in muted, and are told so. */
  #arrived(): void {
    if (this.#joinedAt !== undefined) return;
    this.#joinedAt = this.#options.now();
    if (!this.own.microphoneOn || this.view.members.length <= JOIN_MUTED_FROM) return;
    void this.own.setMicrophone(false);
    this.toasts.show({ title: t.room.events.joinedMuted });
  }

  #hear(view: MediaView): void {
    this.#mediaView = view;
    this.#audio.play(soundTracks(view));
  }

  #beat(): void {
    const now = this.#options.now();
    this.stage.hear(now);
    this.#look(now);
    this.#hints.look(now);
    this.#messages.look();
  }

  #look(now: number): void {
    this.#away = this.#lost.look(this.view, now, { connected: this.#connected });
  }

  #refused(source: string, refusal: PublishRefusal): void {
    const { events } = t.room;
    const crowded = refusal === 'tooManyMicrophones' && source === 'microphone';
    const title = crowded ? events.tooManyMicrophones : events.notSent;
    const locked = refusal === 'notAllowed' && !this.#options.consent.mayProduce;
    this.toasts.show({ title: locked ? t.consent.room.mediaLocked : title });
  }

  #makeMessages(): RoomMessages {
    const { toasts, now, settings } = this.#options;
    return new RoomMessages({
      toasts,
      now,
      names: this.#names,
      size: () => this.view.members.length,
      chime: (chime) => {
        if (!settings.now.chimes) return;
        // Nothing is lost when a tone cannot be played.
        playChime(chime, settings.now.speakerId).catch(() => undefined);
      },
      onAskedToMute: (source, by) => this.#hints.asked(source, by),
      onReaction: (participantId, reaction) => this.reactions.show(participantId, reaction),
      onExposedLink: () => (this.#exposed = true),
    });
  }
}
