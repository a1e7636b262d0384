import { LEASE_MS } from '../../nodes/ManyNodes.ts';
import { NodeStore, type NodeEntry } from '../../store/NodeStore.ts';
import { option, type Command, type Context, type Outcome } from './Command.ts';

const ONE_SERVER = 'There are nodes only over PostgreSQL: DATABASE_URL is missing.';

/** The nodes that share the database, and what they carry. */
export const listNodes: Command = {
  help: 'lists the servers that share the database',
  options: [],
  async run(context) {
    const store = await storeOf(context);
    if (store === undefined) return { lines: [ONE_SERVER], ok: false };
    const lines = (await store.all()).map(lineOf);
    return { lines: lines.length > 0 ? lines : ['No server runs.'], ok: true };
  },
};

/** Its rooms go to the others, and nobody has to click; then it can be stopped. */
export const drainNode: Command = {
  help: 'sends the rooms of a server to the others',
  options: ['node'],
  run: (context, options) => setDraining(context, option(options, 'node'), true),
};

export const fillNode: Command = {
  help: 'lets a server take rooms again',
  options: ['node'],
  run: (context, options) => setDraining(context, option(options, 'node'), false),
};

async function setDraining(context: Context, name: string, draining: boolean): Promise<Outcome> {
  const store = await storeOf(context);
  if (store === undefined) return { lines: [ONE_SERVER], ok: false };
  const others = (await store.all()).filter(
    (node) => node.name !== name && node.isAlive && !node.isDraining,
  );
  if (draining && others.length === 0)
    return { lines: ['No other server takes rooms: start one first.'], ok: false };
  if (!(await store.setDraining(name, draining)))
    return { lines: ['There is no server of that name; "nodes" lists them.'], ok: false };
  const line = draining
    ? `${name} takes no rooms any more, and gives away those it has within seconds.`
    : `${name} takes rooms.`;
  return { lines: [line], ok: true };
}

async function storeOf({ config, database }: Context): Promise<NodeStore | undefined> {
  return config.databaseUrl && new NodeStore(await database(), LEASE_MS);
}

function lineOf({ name, rooms, members, busy, isAlive, isDraining }: NodeEntry): string {
  const state = isAlive ? (isDraining ? 'draining' : 'serves') : 'silent';
  return `${name.padEnd(32)} ${state.padEnd(9)} ${rooms} rooms, ${members} people, ${Math.round(busy / 10)} % busy`;
}
