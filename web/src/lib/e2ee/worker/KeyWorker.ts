import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { loadCipherSuite } from '../mls/cipherSuite.ts';
import { RoomAgent } from '../session/RoomAgent.ts';
import { systemTimers } from '../session/Timers.ts';
import { webLock } from '../session/webLock.ts';
import { openMeetingStorage } from '../storage/IndexedDbStorage.ts';
import { BridgedSignaling } from './BridgedSignaling.ts';
import {
  commands,
  ToKeyWorker,
  type CommandArgs,
  type CommandName,
  type FromKeyWorker,
  type Outcome,
} from './messages.ts';
import { portKeys } from './portKeys.ts';

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
    this.#report = report;
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

  async #open({ meetingId, entrance, host, frames }: Opening): Promise<void> {
    if (this.#agent !== undefined) throw new Error('one worker, one meeting');
    const [suite, storage] = await Promise.all([loadCipherSuite(), openMeetingStorage()]);
    const memory = await storage.load(meetingId);
    const agent = new RoomAgent({
      meetingId,
      entrance: entrance ?? undefined,
      host: host ?? undefined,
      signaling: this.#signaling,
      storage,
      lock: webLock(meetingId),
      keysOut: portKeys(frames),
      timers: systemTimers,
      suite,
      report: this.#report,
    });
    this.#agent = agent;
    agent.onView((view) => this.#post({ op: 'view', view }));
    agent.onEvent((event) => this.#post({ op: 'event', event }));
    this.#post({ op: 'ready', knownName: memory?.name ?? '' });
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

  #run<N extends CommandName>(name: N, args: readonly unknown[]): ReturnType<Runners[N]> {
    const agent = this.#agent;
    if (agent === undefined) throw new RefusedError('notNow');
    const parsed: CommandArgs<N> = v.parse(schemas[name], args);
    return runners[name](agent, parsed);
  }
}

const schemas: { readonly [N in CommandName]: v.GenericSchema<unknown, CommandArgs<N>> } = commands;

type Runners = {
  readonly [N in CommandName]: (agent: RoomAgent, args: CommandArgs<N>) => Promise<unknown>;
};

const runners: Runners = {
  start: (agent) => agent.start(),
  continueHere: (agent) => agent.continueHere(),
  join: (agent, args) => agent.join(...args),
  withdraw: (agent) => agent.withdraw(),
  answerKnock: (agent, args) => agent.answerKnock(...args),
  setPresence: (agent, args) => agent.setPresence(...args),
  react: (agent, args) => agent.react(...args),
  askToMute: (agent, args) => agent.askToMute(...args),
  setDoor: (agent, args) => agent.setDoor(...args),
  setLocked: (agent, args) => agent.setLocked(...args),
  appoint: (agent, args) => agent.appoint(...args),
  revoke: (agent, args) => agent.revoke(...args),
  kick: (agent, args) => agent.kick(...args),
  compare: (agent) => agent.compare(),
  closeComparison: (agent, args) => agent.closeComparison(...args),
  endForAll: (agent) => agent.endForAll(),
  leave: (agent) => agent.leave(),
  takeContext: (agent, args) => agent.takeContext(...args),
  renewHost: (agent, args) => agent.renewHost(...args),
};
