import type { MeetingId } from '../../shared/src/ids.ts';
import { nodeOfPath } from '../../shared/src/wire/protocolVersion.ts';
import { ManyNodes } from '../../server/src/nodes/ManyNodes.ts';
import { SystemTimers } from '../../server/src/ops/Timers.ts';
import type { RoomHold } from '../../server/src/room/RoomPlaces.ts';
import { NodeStore } from '../../server/src/store/NodeStore.ts';
import type { Database } from '../../server/src/store/Database.ts';
import { silentLog } from '../support/silentLog.ts';
import { median, percentile, type Row } from './Row.ts';

const LEASE_MS = 6_000;
/** As many as come while people wait: a morning at nine. */
const AT_ONCE = 20;

export interface SimulatedRoom {
  readonly meetingId: MeetingId;
  readonly people: number;
}

/** A node without signaling and media: it holds rooms, says how many, and can fall silent. */
class SimulatedNode {
  readonly name: string;
  readonly nodes: ManyNodes;
  readonly rooms = new Map<MeetingId, { room: SimulatedRoom; hold: RoomHold }>();
  isLost = false;

  constructor(name: string, database: Database) {
    this.name = name;
    const store = new NodeStore(database, LEASE_MS);
    this.nodes = new ManyNodes({
      ...{ store, name, url: null, cores: 2 },
      timers: new SystemTimers(),
      monotonic: () => performance.now(),
      log: silentLog,
      load: () => {
        if (this.isLost) throw new Error('the node is lost');
        return { rooms: this.rooms.size, members: this.people, busy: 0 };
      },
      isReady: () => Promise.resolve(false),
    });
  }

  get people(): number {
    return [...this.rooms.values()].reduce((sum, { room }) => sum + room.people, 0);
  }

  async take(room: SimulatedRoom): Promise<void> {
    const hold = await this.nodes.take(room.meetingId);
    this.rooms.set(room.meetingId, { room, hold });
  }

  async giveAllBack(): Promise<SimulatedRoom[]> {
    const held = [...this.rooms.values()];
    this.rooms.clear();
    for (const { room, hold } of held) await this.nodes.release(room.meetingId, hold);
    return held.map(({ room }) => room);
  }
}

/** 1,000 rooms on three nodes over a real database: how evenly they lie, and what losing a node costs. */
export async function manyRooms(
  database: Database,
  all: readonly SimulatedRoom[],
): Promise<readonly Row[]> {
  const nodes = ['a', 'b', 'c'].map((name) => new SimulatedNode(name, database));
  for (const node of nodes) await node.nodes.start(() => Promise.resolve());
  await sleep(2 * 2_200);
  const open = nodes.slice();
  const placed = await placeAll(open, all);
  const spread = shares(nodes);
  const [first, second, third] = nodes;
  if (!first || !second || !third) throw new Error('three nodes');
  await new NodeStore(database, LEASE_MS).setDraining('a', true);
  await sleep(2_500);
  open.splice(open.indexOf(first), 1);
  const began = performance.now();
  const moving = await first.giveAllBack();
  await placeAll(open, moving);
  const drained = performance.now() - began;
  const lost = [...second.rooms.values()].map(({ room }) => room);
  second.isLost = true;
  const lostAt = performance.now();
  open.splice(open.indexOf(second), 1);
  await placeAll(open, lost);
  const back = performance.now() - lostAt;
  const everywhere = third.rooms.size;
  await first.nodes.leave();
  await third.nodes.leave();
  return [
    {
      what: `${all.length} rooms with ${peopleOf(all)} people on three nodes: rooms of each`,
      figure: spread.rooms,
    },
    { what: 'people of each, the fullest to the mean', figure: spread.people },
    {
      what: `finding and taking a room, ${AT_ONCE} at once, median (p95)`,
      figure: `${median(placed).toFixed(1)} ms (${percentile(placed, 0.95).toFixed(1)} ms)`,
    },
    {
      what: `one node drained: its ${moving.length} rooms are at the two others after`,
      figure: `${(drained / 1000).toFixed(1)} s`,
    },
    {
      what: `another lost: its ${lost.length} rooms are at the last one after (lease of 6 s)`,
      figure: `${(back / 1000).toFixed(1)} s, none missing: ${everywhere === all.length}`,
    },
  ];
}

/** Each asks a node that a balancer would have chosen, and goes where it is sent, until it is in. */
async function placeAll(
  nodes: readonly SimulatedNode[],
  rooms: readonly SimulatedRoom[],
): Promise<number[]> {
  const times: number[] = [];
  const waiting = [...rooms.entries()];
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) {
      const [at, room] = one;
      const from = performance.now();
      await placeOne(nodes, at, room);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return times;
}

async function placeOne(
  nodes: readonly SimulatedNode[],
  at: number,
  room: SimulatedRoom,
): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const asked = nodes[(at + attempt) % nodes.length];
    const path = await asked?.nodes.pathTo(room.meetingId, false);
    const name = path === undefined ? asked?.name : nodeOfPath(path);
    const node = nodes.find((one) => one.name === name);
    const taken = await node?.take(room).then(
      () => true,
      () => false,
    );
    if (taken === true) return;
    await sleep(250);
  }
  throw new Error('a room found no node');
}

function shares(nodes: readonly SimulatedNode[]): { rooms: string; people: string } {
  const people = nodes.map((node) => node.people);
  const mean = people.reduce((sum, count) => sum + count, 0) / nodes.length;
  return {
    rooms: nodes.map((node) => node.rooms.size).join(', '),
    people: `${people.join(', ')} (${(Math.max(...people) / mean).toFixed(2)})`,
  };
}

function peopleOf(rooms: readonly SimulatedRoom[]): number {
  return rooms.reduce((sum, room) => sum + room.people, 0);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
