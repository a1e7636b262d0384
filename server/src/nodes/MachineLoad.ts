import { cpus } from 'node:os';

/** How busy the machine was since it was last asked: media workers and neighbours included. */
export class MachineLoad {
  #last = times();

  /** In thousandths of all cores. */
  busy(): number {
    const before = this.#last;
    this.#last = times();
    const all = this.#last.all - before.all;
    return all <= 0 ? 0 : Math.round(1000 * (1 - (this.#last.idle - before.idle) / all));
  }
}

function times(): { all: number; idle: number } {
  const cores = cpus().map((core) => core.times);
  return {
    all: cores.reduce(
      (sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq,
      0,
    ),
    idle: cores.reduce((sum, { idle }) => sum + idle, 0),
  };
}
