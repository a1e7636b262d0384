import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { PartMissingError } from '../../parts/PartMissingError.ts';
import { loadCipherSuite } from '../mls/cipherSuite.ts';
import { loadWayIn } from '../session/loadWayIn.ts';
import { RoomAgent } from '../session/RoomAgent.ts';
import { systemTimers } from '../session/Timers.ts';
import { webLock } from '../session/webLock.ts';
import { openMeetingStorage } from '../storage/IndexedDbStorage.ts';
import { BridgedSignaling } from './BridgedSignaling.ts';
import {
  commands,
  ToKeyWorker,
  type CommandName,
  type FromKeyWorker,
  type Outcome,
} from './messages.ts';
import { portDocuments } from './portDocuments.ts';
import { portKeys } from './portKeys.ts';

/** Higher delays who joins at once; lower lets it race what the lobby needs. */
const LOAD_WAY_IN_AFTER_MS = 500;

type Opening = Extract<ToKeyWorker, { op: 'open' }>;
type Command = Extract<ToKeyWorker, { op: 'command' }>;

/** The key worker without its worker: takes messages, hosts one RoomAgent, says what happens. */
export class KeyWorker {
  readonly #post: (message: FromKeyWorker) => void;
  readonly #report: (error: unknown) => void;
  readonly #signaling: BridgedSignaling;
  #agent: RoomAgent | undefined;

  constructor(post: (message: FromKeyWorker) => void, report: (error: unknown) => void) {
    this.#post = post;
    this.#report = (error) => {
      if (error instanceof PartMissingError) post({ op: 'partMissing' });
      else report(error);
    };
    this.#signaling = new BridgedSignaling(post);
  }

  receive(data: unknown): void {
    const message = v.parse(ToKeyWorker, data);
    switch (message.op) {
      case 'open':
        this.#open(message).catch(this.#report);
        break;
      case 'command':
        this.#obey(message).catch(this.#report);
        break;
      case 'answer':
        this.#signaling.answer(message.id, message.outcome);
        break;
      case 'notification':
        this.#signaling.notify(message.name, message.payload);
        break;
      case 'connection':
        this.#signaling.connection(message.state);
        break;
    }
  }

  async #open({ meetingId, entrance, host, frames, documents }: Opening): Promise<void> {
    if (this.#agent !== undefined) throw new Error('one worker, one meeting');
    const [suite, storage] = await Promise.all([loadCipherSuite(), openMeetingStorage()]);
    const memory = await storage.load(meetingId);
    const port = documents === null ? undefined : portDocuments(documents, this.#report);
    const agent = new RoomAgent({
      meetingId,
      entrance: entrance ?? undefined,
      host: host ?? undefined,
      signaling: this.#signaling,
      storage,
      lock: webLock(meetingId),
      keysOut: portKeys(frames),
      documents: port?.out,
      timers: systemTimers,
      suite,
      report: this.#report,
    });
    this.#agent = agent;
    port?.serve(agent.documents);
    agent.onView((view) => this.#post({ op: 'view', view }));
    agent.onEvent((event) => this.#post({ op: 'event', event }));
    this.#post({ op: 'ready', knownName: memory?.name ?? '' });
    // What fails here is tried again by whoever needs it.
    setTimeout(() => void loadWayIn().catch(() => undefined), LOAD_WAY_IN_AFTER_MS);
  }

  async #obey({ id, name, args }: Command): Promise<void> {
    this.#post({ op: 'done', id, outcome: await this.#outcome(name, args) });
  }

  async #outcome(name: CommandName, args: readonly unknown[]): Promise<Outcome> {
    try {
      return { ok: true, value: await this.#run(name, args) };
    } catch (error) {
      if (error instanceof RefusedError) return { ok: false, code: error.code };
      this.#report(error);
      return { ok: false, code: 'unavailable' };
    }
  }

  #run(name: CommandName, args: readonly unknown[]): Promise<unknown> {
    if (this.#agent === undefined) throw new RefusedError('notNow');
    return runners[name](this.#agent, args);
  }
}

type Runner = (agent: RoomAgent, args: readonly unknown[]) => Promise<unknown>;

/** A command of the agent behind the schema of what it takes. */
function runner<Args extends unknown[]>(
  schema: v.GenericSchema<unknown, Args>,
  run: (agent: RoomAgent, ...args: Args) => Promise<unknown>,
): Runner {
  return (agent, args) => run(agent, ...v.parse(schema, args));
}

const runners: Readonly<Record<CommandName, Runner>> = {
  start: runner(commands.start, (agent) => agent.start()),
  continueHere: runner(commands.continueHere, (agent) => agent.continueHere()),
  join: runner(commands.join, (agent, name) => agent.join(name)),
  withdraw: runner(commands.withdraw, (agent) => agent.withdraw()),
  answerKnock: runner(commands.answerKnock, (agent, ...args) => agent.answerKnock(...args)),
  setPresence: runner(commands.setPresence, (agent, presence) => agent.setPresence(presence)),
  react: runner(commands.react, (agent, reaction) => agent.react(reaction)),
  sendDirect: runner(commands.sendDirect, (agent, ...args) => agent.sendDirect(...args)),
  sendDirectAgain: runner(commands.sendDirectAgain, (agent, id) => agent.sendDirectAgain(id)),
  askToMute: runner(commands.askToMute, (agent, ...args) => agent.askToMute(...args)),
  setDoor: runner(commands.setDoor, (agent, door) => agent.setDoor(door)),
  setLocked: runner(commands.setLocked, (agent, locked) => agent.setLocked(locked)),
  appoint: runner(commands.appoint, (agent, whom) => agent.appoint(whom)),
  revoke: runner(commands.revoke, (agent, whom) => agent.revoke(whom)),
  kick: runner(commands.kick, (agent, whom) => agent.kick(whom)),
  compare: runner(commands.compare, (agent) => agent.compare()),
  closeComparison: runner(commands.closeComparison, (agent, how) => agent.closeComparison(how)),
  endForAll: runner(commands.endForAll, (agent) => agent.endForAll()),
  leave: runner(commands.leave, (agent) => agent.leave()),
  takeContext: runner(commands.takeContext, (agent, source) => agent.takeContext(source)),
  renewHost: runner(commands.renewHost, (agent, host) => agent.renewHost(host)),
  handInPlace: runner(commands.handInPlace, ({ files }) => Promise.resolve(files.handInPlace)),
  openEnvelope: runner(commands.openEnvelope, ({ files }, ...args) => files.openEnvelope(...args)),
  roleCertificate: runner(commands.roleCertificate, ({ files }) =>
    Promise.resolve(files.certificate),
  ),
  consentPlace: runner(commands.consentPlace, ({ consent }) => consent.place()),
  sealConsent: runner(commands.sealConsent, ({ consent }, record) => consent.seal(record)),
  sealSummaryKeys: runner(commands.sealSummaryKeys, ({ summary }, targets) =>
    summary.sealKeys(targets),
  ),
  keepConsent: runner(commands.keepConsent, ({ consent }, kept) => consent.keep(kept)),
};
