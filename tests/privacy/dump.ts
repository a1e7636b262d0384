import { DatabaseSync } from 'node:sqlite';

/** Everything that stands in a SQLite database, row by row: a long value lies in pieces in its file. */
export function dumpOf(path: string): Buffer {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_master where type = 'table'")
      .all()
      .map(({ name }) => String(name));
    const rows = tables.flatMap((name) => database.prepare(`select * from "${name}"`).all());
    const values = rows.flatMap((row) => Object.values(row));
    return Buffer.concat(values.map(asBytes));
  } finally {
    database.close();
  }
}

function asBytes(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${String(value)}\n`);
}
