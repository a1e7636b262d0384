import type { Bench } from './Row.ts';
import { Browser, isInside, World } from '../support/roomAgents.ts';
import { median } from './Row.ts';

const MEMBERS = 100;
const ROUNDS = 5;

/** What one more join costs a member of a room of 100, in Node with hashing on the thread. */
export const groupJoin: Bench = {
  name: 'group-join',
  async measure() {
    const world = await World.make();
    const created = await world.meeting();
    const host = await world.hostInside(created, new Browser('Ada'));
    for (let guest = 2; guest < MEMBERS; guest++) {
      const tab = await world.guestInside(created, `Guest ${guest}`);
      // Stays a leaf of the group, but does no more work: the room is full, the machine is not.
      world.shut(tab);
    }
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const tab = await world.guestInside(created, `Late ${round}`);
      times.push(performance.now() - started);
      if (!isInside(tab)) throw new Error('not inside');
      world.shut(tab);
    }
    world.shut(host);
    return [
      {
        what: `one more joins ${MEMBERS} leaves: joiner and one member together, median of ${ROUNDS}, Node`,
        figure: `${Math.round(median(times))} ms of one core`,
      },
    ];
  },
};
