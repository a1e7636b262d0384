import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { SystemMail } from '@conclave/shared/mail/SystemMail';
import type { DeliveryState } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import type { Log } from '../ops/Log.ts';
import type { Cancel, Timers } from '../ops/Timers.ts';
import { RelayNews, type RelaySettings, type RelayTask } from './relay/messages.ts';
import {
  RelayLostError,
  type PublicRelayKey,
  type RelayLink,
  type SealedSend,
  type SendWatch,
} from './RelayLink.ts';

const MAIN = fileURLToPath(new URL('./relay/main.ts', import.meta.url));

/** How long it stays when there is nothing to do. Longer keeps what it read in memory; shorter starts it for each mail. */
const IDLE_MS = 5_000;

/**
 * How long the end of the server waits for mails that are being handed over: cut off, nobody knows whether they
 * went out, and they are not tried again [M-5]. Longer than a mail server usually takes, shorter than the
 * whole end may take.
 */
const SETTLE_MS = 6_000;

/** What the relay needs to find certificates and names; it gets none of our secrets this way. */
const PASSED_ON = ['PATH', 'NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'SSL_CERT_DIR'] as const;

export interface RelayProcessOptions {
  /** Asked when the relay starts. */
  readonly settings: () => RelaySettings;
  readonly timers: Timers;
  readonly log: Log;
}

interface Job {
  take(news: RelayNews): void;
  lost(error: RelayLostError): void;
}

/** [M-1] Starts the relay when there is something to do and ends it soon after. */
export class RelayProcess implements RelayLink {
  readonly #options: RelayProcessOptions;
  readonly #jobs = new Map<number, Job>();
  #child: ChildProcess | undefined;
  #cancelEnd: Cancel | undefined;
  #lastJob = 0;
  #closed = false;
  /** Jobs of which a mail is being handed over: one at a time each. */
  readonly #trying = new Set<number>();
  #settled: () => void = () => undefined;
  /** Resolves when the last process that was started has ended. */
  #gone: Promise<unknown> = Promise.resolve();

  constructor(options: RelayProcessOptions) {
    this.#options = options;
  }

  /** Of the process that runs now; for tests that look into its memory or kill it. */
  get pid(): number | undefined {
    return this.#child?.pid;
  }

  currentKey(): Promise<PublicRelayKey> {
    return this.#ask(
      (job) => ({ task: 'key', job }),
      (news, resolve) => {
        if (news.news !== 'key') return;
        const { keyId, publicKey, createdAt } = news;
        resolve({ keyId, publicKey, createdAt });
      },
    );
  }

  system(mail: SystemMail): Promise<DeliveryState> {
    return this.#ask(
      (job) => {
        this.#trying.add(job);
        return { task: 'system', job, mail };
      },
      (news, resolve) => {
        if (news.news === 'system') resolve(news.state);
      },
    );
  }

  send(order: SealedSend, watch: SendWatch): Promise<'done' | 'relayKeyOutdated' | 'malformed'> {
    let turn = Promise.resolve();
    return this.#ask(
      (job) => ({
        task: 'send',
        job,
        ...order,
        announced: [...order.announced],
        due: [...order.due],
      }),
      (news, resolve, reject) => {
        // One after the other: what was tried is written down before what became of it.
        turn = turn
          .then(() => this.#watch(news, watch))
          .then((end) => end && resolve(end))
          .catch(reject);
      },
    );
  }

  /**
   * Begins no mail any more, lets those under way arrive, and resolves when the process has ended: nothing is
   * written after the server is gone.
   */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#trying.size > 0) await this.#allTried();
    this.#end();
    await this.#gone;
  }

  #allTried(): Promise<void> {
    this.#options.log.info('mail.settling', { count: this.#trying.size });
    return new Promise((resolve) => {
      const cancel = this.#options.timers.after(SETTLE_MS, resolve);
      this.#settled = () => {
        cancel();
        resolve();
      };
    });
  }

  #tried(job: number): void {
    this.#trying.delete(job);
    if (this.#trying.size === 0) this.#settled();
  }

  async #watch(
    news: RelayNews,
    watch: SendWatch,
  ): Promise<'done' | 'relayKeyOutdated' | 'malformed' | undefined> {
    switch (news.news) {
      case 'opened':
        watch.opened();
        return undefined;
      case 'ask': {
        const { job, id } = news;
        this.#tell({ task: 'go', job, id, go: await this.#mayTry(news, watch) });
        return undefined;
      }
      case 'delivery':
        await watch.delivered(news.id, news.state);
        this.#tried(news.job);
        return undefined;
      case 'refused':
        return news.code;
      case 'done':
        return 'done';
      case 'key':
      case 'system':
        return undefined;
    }
  }

  async #mayTry(
    { job, id, stopHash }: Extract<RelayNews, { news: 'ask' }>,
    watch: SendWatch,
  ): Promise<boolean> {
    if (this.#closed) return false;
    this.#trying.add(job);
    const go = await watch.mayTry(id, stopHash);
    if (!go) this.#tried(job);
    return go;
  }

  #ask<Result>(
    task: (job: number) => RelayTask,
    take: (
      news: RelayNews,
      resolve: (result: Result) => void,
      reject: (error: unknown) => void,
    ) => void,
  ): Promise<Result> {
    if (this.#closed) return Promise.reject(new RelayLostError('the server ends'));
    const job = ++this.#lastJob;
    const answer = new Promise<Result>((resolve, reject) => {
      this.#jobs.set(job, { take: (news) => take(news, resolve, reject), lost: reject });
    });
    this.#cancelEnd?.();
    this.#start();
    this.#tell(task(job));
    return answer.finally(() => {
      this.#jobs.delete(job);
      this.#tried(job);
      if (this.#jobs.size === 0) this.#endSoon();
    });
  }

  #start(): void {
    if (this.#child) return;
    const env = Object.fromEntries(
      PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])),
    );
    const child = fork(MAIN, [], {
      env,
      execArgv: [],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.#child = child;
    child.on('message', (message: unknown) => {
      const news = v.parse(RelayNews, message);
      this.#jobs.get(news.job)?.take(news);
    });
    this.#gone = new Promise((resolve) => {
      child.once('exit', resolve);
      // It never began. Or a message came to a process that has just died, whose end is told below.
      child.on('error', resolve);
    });
    child.once('exit', (status) => this.#ended(child, status));
    this.#tell({ task: 'settings', settings: this.#options.settings() });
  }

  #tell(task: RelayTask): void {
    if (this.#child?.connected) this.#child.send(task, () => undefined);
  }

  #ended(child: ChildProcess, status: number | null): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#jobs.size === 0) return;
    this.#options.log.warn('mail.relay-lost', { status: status ?? -1, count: this.#jobs.size });
    for (const job of this.#jobs.values()) job.lost(new RelayLostError('the relay ended'));
  }

  #endSoon(): void {
    this.#cancelEnd?.();
    this.#cancelEnd = this.#options.timers.after(IDLE_MS, () => this.#end());
  }

  #end(): void {
    this.#cancelEnd?.();
    const child = this.#child;
    this.#child = undefined;
    if (child?.connected) child.disconnect();
    for (const job of this.#jobs.values()) job.lost(new RelayLostError('the server ends'));
  }
}
