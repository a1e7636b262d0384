/**
 * Runs tasks one after the other. All of an agent's state changes here, and a task waits for nothing
 * but keys: never for the server, never for time. So nothing else happens in the middle of a task.
 */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Tasks that are not done. Tests let time pass only when it is zero. */
  get waiting(): number {
    return this.#waiting;
  }

  run<T>(task: () => Promise<T> | T): Promise<T> {
    this.#waiting += 1;
    const result = this.#last.then(task).finally(() => {
      this.#waiting -= 1;
    });
    this.#last = result.catch(() => undefined); // whoever asked for the task hears of its failure
    return result;
  }
}
