import type { Worker } from '@playwright/test';
import { childrenOf } from '../support/processes.ts';
import { threadSeconds } from './cpu.ts';

const BUSY_MS = 300;

/** The thread of one worker of a page, and the CPU time that it has used. Linux and Chromium only. */
export class WorkerThread {
  readonly #browser: number;
  readonly #task: string;

  private constructor(browser: number, task: string) {
    this.#browser = browser;
    this.#task = task;
  }

  /** Finds it by keeping it busy for a moment: the threads of all workers have one name. */
  static async of(worker: Worker, browser: number): Promise<WorkerThread> {
    const before = workerThreads(browser);
    await worker.evaluate((ms) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    }, BUSY_MS);
    const used = [...workerThreads(browser)].map(
      ([task, seconds]) => [task, seconds - (before.get(task) ?? 0)] as const,
    );
    const [task] = used.toSorted((a, b) => b[1] - a[1])[0] ?? [];
    if (task === undefined) throw new Error('the browser has no workers');
    return new WorkerThread(browser, task);
  }

  get seconds(): number {
    return workerThreads(this.#browser).get(this.#task) ?? 0;
  }
}

function workerThreads(pid: number): ReadonlyMap<string, number> {
  const below = childrenOf(pid).flatMap((child) => [...workerThreads(child)]);
  return new Map([...threadSeconds(pid, 'DedicatedWorker'), ...below]);
}
