import { RefusedError } from '@conclave/shared/RefusedError';
import type { Bytes } from '@conclave/shared/bytes';
import type { FileId, MeetingId, ParticipantId, RequestId } from '@conclave/shared/ids';
import type { Source } from '@conclave/shared/wire/media';
import type { PeerMethod } from '@conclave/shared/wire/peerRequests';
import * as v from 'valibot';
import { tellPartMissing } from '../../parts/missingParts.ts';
import type { SignalingPort } from '../../signaling/SignalingPort.ts';
import type { HostMeeting } from '../host/HostMeeting.ts';
import type { Envelope } from '../objects/envelope.ts';
import type { HandInPlace } from '../session/FilesAgent.ts';
import type { Entrance } from '../session/RoomAgentOptions.ts';
import type { Door, Presence, RoomCommands, RoomEvent, RoomView } from '../session/RoomView.ts';
import type { ConsentPlace } from '../session/ConsentAgent.ts';
import { ConsentPlaceAnswer } from './consentAnswers.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../session/SummaryAgent.ts';
import { SealedKeysAnswer } from './summaryAnswers.ts';
import { CertificateAnswer, EnvelopeAnswer, PlaceAnswer } from './fileAnswers.ts';
import {
  FromKeyWorker,
  type CommandArgs,
  type CommandName,
  type Outcome,
  type ToKeyWorker,
} from './messages.ts';
import { requested } from './requested.ts';

export interface KeyAgentOptions {
  /** Gives a fresh key worker: `openKeyWorker`, in tests a fake. */
  readonly openWorker: () => Worker;
  readonly meetingId: MeetingId;
  readonly entrance: Entrance | undefined;
  readonly host: HostMeeting | undefined;
  readonly signaling: SignalingPort;
  /** Leads to the frame worker. */
  readonly frames: MessagePort;
  /** Leads to the document worker, where documents are opened. */
  readonly documents?: MessagePort | undefined;
  /** The worker broke. Nothing is sent or shown any more; the page has to be loaded again. */
  readonly onFailed: () => void;
}

/**
 * The room's agent as the page sees it: commands go into the key worker, views and events come out.
 * No key of the room is ever on this side.
 */
export class KeyAgent implements RoomCommands {
  readonly #worker: Worker;
  readonly #options: KeyAgentOptions;
  readonly #waiting = new Map<number, (outcome: Outcome) => void>();
  readonly #viewers = new Set<(view: RoomView) => void>();
  readonly #listeners = new Set<(event: RoomEvent) => void>();
  readonly #ready = Promise.withResolvers<string>();
  #stopListening: (() => void)[] = [];
  #view: RoomView | undefined;
  #next = 0;
  #closed = false;

  private constructor(options: KeyAgentOptions) {
    this.#options = options;
    this.#worker = options.openWorker();
    this.#worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      this.#hear(data);
    });
    this.#worker.addEventListener('messageerror', () => this.#fail());
    const { signaling } = options;
    this.#stopListening = [
      signaling.onNotification(({ name, payload }) => {
        this.#post({ op: 'notification', name, payload });
      }),
      signaling.onConnection((state) => this.#post({ op: 'connection', state })),
    ];
  }

  /** Starts the worker and reads what this browser kept. `start` then enters the meeting. */
  static async open(options: KeyAgentOptions): Promise<{ agent: KeyAgent; knownName: string }> {
    const agent = new KeyAgent(options);
    const { meetingId, entrance = null, host = null, frames, documents = null } = options;
    agent.#worker.postMessage(
      { op: 'open', meetingId, entrance, host, frames, documents } satisfies ToKeyWorker,
      documents === null ? [frames] : [frames, documents],
    );
    return { agent, knownName: await agent.#ready.promise };
  }

  onView(listen: (view: RoomView) => void): () => void {
    this.#viewers.add(listen);
    if (this.#view !== undefined) listen(this.#view);
    return () => this.#viewers.delete(listen);
  }

  onEvent(listen: (event: RoomEvent) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  start = (): Promise<void> => this.#command('start');
  continueHere = (): Promise<void> => this.#command('continueHere');
  join = (name: string): Promise<void> => this.#command('join', name);
  withdraw = (): Promise<void> => this.#command('withdraw');
  answerKnock = (knockId: RequestId, admit: boolean): Promise<void> =>
    this.#command('answerKnock', knockId, admit);
  setPresence = (presence: Presence): Promise<void> => this.#command('setPresence', presence);
  react = (reaction: string): Promise<void> => this.#command('react', reaction);
  sendDirect = (whom: ParticipantId, text: string): Promise<void> =>
    this.#command('sendDirect', whom, text);
  sendDirectAgain = (messageId: RequestId): Promise<void> =>
    this.#command('sendDirectAgain', messageId);
  askToMute = (whom: ParticipantId | 'all', source: 'microphone' | 'camera'): Promise<void> =>
    this.#command('askToMute', whom, source);
  setDoor = (door: Door): Promise<void> => this.#command('setDoor', door);
  setLocked = (locked: boolean): Promise<void> => this.#command('setLocked', locked);
  appoint = (whom: ParticipantId): Promise<void> => this.#command('appoint', whom);
  revoke = (whom: ParticipantId): Promise<void> => this.#command('revoke', whom);
  kick = (whom: readonly ParticipantId[]): Promise<void> => this.#command('kick', [...whom]);
  compare = (): Promise<void> => this.#command('compare');
  closeComparison = (result: 'same' | 'different' | 'closed'): Promise<void> =>
    this.#command('closeComparison', result);
  endForAll = (): Promise<void> => this.#command('endForAll');
  leave = (): Promise<void> => this.#command('leave');
  renewHost = (host: HostMeeting): Promise<void> => this.#command('renewHost', host);

  async takeContext(source: Source): Promise<number> {
    return v.parse(v.number(), await this.#ask('takeContext', source));
  }

  /** [F-13] Where files are handed in at the door; undefined where there is nothing to seal them to. */
  async handInPlace(): Promise<HandInPlace | undefined> {
    return v.parse(PlaceAnswer, await this.#ask('handInPlace'));
  }

  /** [F-13] Opened in the worker: the inbox key stays there. */
  async openEnvelope(fileId: FileId, sealedEnvelope: Bytes): Promise<Envelope | undefined> {
    return v.parse(EnvelopeAnswer, await this.#ask('openEnvelope', fileId, sealedEnvelope));
  }

  /** By which host and deputies show the server that they lead. */
  async roleCertificate(): Promise<Bytes | undefined> {
    return v.parse(CertificateAnswer, await this.#ask('roleCertificate'));
  }

  /** Throws `notNow` before the meeting was entered. */
  async consentPlace(): Promise<ConsentPlace> {
    return v.parse(ConsentPlaceAnswer, await this.#ask('consentPlace'));
  }

  /** [G-2 to G-5] A record, as JSON, signed by this participant and sealed to the host; a SealedConsent, unchecked. */
  sealConsent(record: string): Promise<unknown> {
    return this.#ask('sealConsent', record);
  }

  keepConsent = (kept: Bytes): Promise<void> => this.#command('keepConsent', kept);

  /** [S-5] The newest archive key, sealed in the worker. Throws `notNow` outside of the room. */
  async sealSummaryKeys(targets: readonly SummaryTarget[]): Promise<SealedSummaryKeys> {
    return v.parse(SealedKeysAnswer, await this.#ask('sealSummaryKeys', [...targets]));
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const stop of this.#stopListening) stop();
    this.#worker.terminate();
    this.#refuseAll();
  }

  async #command<N extends CommandName>(name: N, ...args: CommandArgs<N>): Promise<void> {
    await this.#ask(name, ...args);
  }

  #ask<N extends CommandName>(name: N, ...args: CommandArgs<N>): Promise<unknown> {
    if (this.#closed) return Promise.reject(new RefusedError('notNow'));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, (outcome) => {
        if (outcome.ok) resolve(outcome.value);
        else reject(new RefusedError(outcome.code));
      });
      this.#post({ op: 'command', id, name, args: [...args] });
    });
  }

  #post(message: ToKeyWorker): void {
    if (!this.#closed) this.#worker.postMessage(message);
  }

  #hear(data: unknown): void {
    const parsed = v.safeParse(FromKeyWorker, data);
    if (!parsed.success) {
      this.#fail();
      return;
    }
    const message = parsed.output;
    switch (message.op) {
      case 'ready':
        this.#ready.resolve(message.knownName);
        break;
      case 'partMissing':
        tellPartMissing();
        break;
      case 'view':
        this.#view = message.view;
        for (const listen of [...this.#viewers]) listen(message.view);
        break;
      case 'event':
        for (const listen of [...this.#listeners]) listen(message.event);
        break;
      case 'done':
        this.#done(message.id, message.outcome);
        break;
      case 'request':
        void this.#pass(message.id, message.method, message.params);
        break;
    }
  }

  #done(id: number, outcome: Outcome): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.(outcome);
  }

  /** A request of the worker to the server. */
  async #pass(id: number, method: PeerMethod, params: unknown): Promise<void> {
    this.#post({
      op: 'answer',
      id,
      outcome: await requested(this.#options.signaling, method, params),
    });
  }

  #fail(): void {
    if (this.#closed) return;
    this.close();
    this.#options.onFailed();
  }

  #refuseAll(): void {
    for (const answer of this.#waiting.values()) answer({ ok: false, code: 'unavailable' });
    this.#waiting.clear();
  }
}
