import { randomBytes } from 'node:crypto';
import type { MeetingId } from '@conclave/shared/ids';
import { sql, type Database, type Queries } from './Database.ts';
import { isForeignKeyViolation, isUniqueViolation } from './StoreError.ts';

/** What a node says of itself with every heartbeat. */
export interface NodeLoad {
  readonly rooms: number;
  readonly members: number;
  /** Of the machine, in thousandths. */
  readonly busy: number;
}

export interface NodeEntry extends NodeLoad {
  readonly run: string;
  readonly name: string;
  readonly url: string | null;
  readonly cores: number;
  /** Rooms that it has at this moment; `rooms` are those with the people that it spoke of. */
  readonly taken: number;
  readonly isDraining: boolean;
  /** Its lease has not run out. */
  readonly isAlive: boolean;
}

export interface NewNode {
  readonly run: string;
  readonly name: string;
  readonly url: string | null;
  readonly cores: number;
}

/** The nodes that share a database and their rooms. The database's clock decides; PostgreSQL only. */
export class NodeStore {
  readonly #database: Database;
  readonly #leaseMs: number;

  constructor(database: Database, leaseMs: number) {
    this.#database = database;
    this.#leaseMs = leaseMs;
  }

  /**
   * A node comes. `takesOver`: whoever had its name is over at once, as a process that was restarted;
   * else false when somebody has it.
   */
  async register(node: NewNode, takesOver: boolean): Promise<boolean> {
    try {
      await this.#database.transaction(async (queries) => {
        if (takesOver) await bury(queries, 'name', node.name);
        await queries
          .insertInto('node')
          .values({ ...node, lease_until: this.#leaseEnd })
          .execute();
      });
      return true;
    } catch (error) {
      if (isUniqueViolation(error)) return false;
      throw error;
    }
  }

  /** Renews the lease. Undefined: the node was buried, and its rooms may be others'. */
  async beat(run: string, load: NodeLoad): Promise<{ isDraining: boolean } | undefined> {
    const row = await this.#database.query
      .updateTable('node')
      .set({ ...load, lease_until: this.#leaseEnd })
      .where('run', '=', run)
      .returning('draining')
      .executeTakeFirst();
    return row && { isDraining: row.draining === 1 };
  }

  async all(): Promise<NodeEntry[]> {
    const rows = await this.#nodes()
      .select((row) =>
        row
          .selectFrom('room_place')
          .whereRef('room_place.run', '=', 'node.run')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .as('taken'),
      )
      .orderBy('name')
      .execute();
    return rows.map((row) => entryOf({ ...row, taken: row.taken ?? 0 }));
  }

  /** Nodes whose lease is over are over; their rooms are free. */
  async buryExpired(): Promise<number> {
    return this.#database.transaction((queries) => bury(queries, 'lease', undefined));
  }

  /** A node goes by itself. */
  async leave(run: string): Promise<void> {
    await this.#database.transaction((queries) => bury(queries, 'run', run));
  }

  /** Who has a meeting's room. */
  async holder(meetingId: MeetingId): Promise<NodeEntry | undefined> {
    const row = await this.#nodes()
      .innerJoin('room_place', 'room_place.run', 'node.run')
      .where('meeting_id', '=', meetingId)
      .executeTakeFirst();
    return row && entryOf({ ...row, taken: row.rooms });
  }

  /** Takes a room that nobody has, or this node has already. Undefined: another has it. */
  async take(meetingId: MeetingId, run: string): Promise<string | undefined> {
    const hold = randomBytes(12).toString('base64url');
    try {
      return await this.#database.transaction(async (queries) => {
        // Locked: a node that is being buried takes nothing any more, and leaves nothing behind.
        const own = queries.selectFrom('node').select('run').where('run', '=', run).forKeyShare();
        if ((await own.executeTakeFirst()) === undefined) return undefined;
        const row = await queries
          .insertInto('room_place')
          .values({ meeting_id: meetingId, run, hold })
          .onConflict((conflict) =>
            conflict.column('meeting_id').doUpdateSet({ hold }).where('room_place.run', '=', run),
          )
          .returning('hold')
          .executeTakeFirst();
        return row?.hold;
      });
    } catch (error) {
      // The meeting was deleted meanwhile.
      if (isForeignKeyViolation(error)) return undefined;
      throw error;
    }
  }

  async release(meetingId: MeetingId, hold: string): Promise<void> {
    await this.#database.query
      .deleteFrom('room_place')
      .where('meeting_id', '=', meetingId)
      .where('hold', '=', hold)
      .execute();
  }

  /** Of these meetings, those with somebody inside on another node. */
  async liveElsewhere(meetingIds: readonly MeetingId[], run: string): Promise<MeetingId[]> {
    if (meetingIds.length === 0) return [];
    const rows = await this.#database.query
      .selectFrom('session')
      .innerJoin('room_place', 'room_place.meeting_id', 'session.running_for')
      .select('room_place.meeting_id')
      .where('session.running_for', 'in', meetingIds)
      .where('session.empty_since', 'is', null)
      .where('room_place.run', '<>', run)
      .execute();
    return rows.map((row) => row.meeting_id);
  }

  async held(meetingIds: readonly MeetingId[]): Promise<MeetingId[]> {
    if (meetingIds.length === 0) return [];
    const rows = await this.#database.query
      .selectFrom('room_place')
      .select('meeting_id')
      .where('meeting_id', 'in', meetingIds)
      .execute();
    return rows.map((row) => row.meeting_id);
  }

  /** Whether there is such a node. */
  async setDraining(name: string, draining: boolean): Promise<boolean> {
    const row = await this.#database.query
      .updateTable('node')
      .set({ draining: draining ? 1 : 0 })
      .where('name', '=', name)
      .returning('run')
      .executeTakeFirst();
    return row !== undefined;
  }

  #nodes() {
    return this.#database.query
      .selectFrom('node')
      .select(['node.run', 'name', 'url', 'cores', 'rooms', 'members', 'busy', 'draining'])
      .select(sql<boolean>`lease_until > ${now}`.as('isAlive'));
  }

  get #leaseEnd() {
    return sql<number>`${now} + ${sql.lit(this.#leaseMs)}`;
  }
}

function entryOf<Row extends { readonly draining: 0 | 1 }>({
  draining,
  ...row
}: Row): Omit<Row, 'draining'> & { readonly isDraining: boolean } {
  return { ...row, isDraining: draining === 1 };
}

/** The moment by the database's own clock, also within a long statement. */
const now = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** In one transaction: a node that renews meanwhile is waited for, and stays or is gone. */
async function bury(
  queries: Queries,
  by: 'name' | 'run' | 'lease',
  value: string | undefined,
): Promise<number> {
  const dead = queries.deleteFrom('node').returning('run');
  const rows =
    by === 'lease' || value === undefined
      ? await dead.where('lease_until', '<=', now).execute()
      : await dead.where(by === 'name' ? 'name' : 'run', '=', value).execute();
  const runs = rows.map(({ run }) => run);
  if (runs.length > 0) await queries.deleteFrom('room_place').where('run', 'in', runs).execute();
  return runs.length;
}
