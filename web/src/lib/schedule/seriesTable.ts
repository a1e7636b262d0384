import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { MeetingId } from '@conclave/shared/ids';
import type { SeriesId } from '@conclave/shared/wire/scheduleApi';
import { open, seal, type Purpose } from '../e2ee/crypto/seal.ts';
import { idBytes, meetingIdOf } from '../e2ee/objects/idBytes.ts';
import type { LinkCode } from '../e2ee/objects/link.ts';
import { linkKeys } from '../e2ee/objects/linkKeys.ts';
import { readVersion, versioned } from '../e2ee/objects/version.ts';

/** As many as fit into the table that a server takes. */
const MAX_TABLE_ROWS = 16;
const MAX_CODE_LETTERS = 60;

/** Where a series' link leads at a time. */
export interface SeriesRow {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly meetingId: MeetingId;
  /** Of the occurrence's link of the same kind. */
  readonly code: string;
}

/** [C-3] The table of occurrences under a series' link. */
export async function sealTable(
  seriesId: SeriesId,
  link: LinkCode,
  rows: readonly SeriesRow[],
): Promise<Bytes> {
  const { lobbyKey } = await linkKeys(seriesId, link);
  const clear = versioned()
    .list(rows.slice(0, MAX_TABLE_ROWS), (to, { startsAt, endsAt, meetingId, code }) =>
      to.uint64(BigInt(startsAt)).uint64(BigInt(endsAt)).fixed(idBytes(meetingId), 16).text(code),
    )
    .end();
  return seal(lobbyKey, purposeOf(seriesId, link), clear);
}

/** The table by this link; undefined if it is not of this series, of another link, or was changed. */
export async function openTable(
  seriesId: SeriesId,
  link: LinkCode,
  sealed: Bytes,
): Promise<SeriesRow[] | undefined> {
  const { lobbyKey } = await linkKeys(seriesId, link);
  const clear = await open(lobbyKey, purposeOf(seriesId, link), sealed);
  if (clear === undefined) return undefined;
  const reader = new ByteReader(clear);
  try {
    readVersion(reader);
    const rows = reader.list(MAX_TABLE_ROWS, (from) => ({
      startsAt: Number(from.uint64()),
      endsAt: Number(from.uint64()),
      meetingId: meetingIdOf(from.fixed(16)),
      code: from.text(MAX_CODE_LETTERS),
    }));
    reader.end();
    return rows;
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

/** Long meetings run over: so long after its end an occurrence is still the one that is meant. */
const OVERTIME_MS = 30 * 60_000;

/** The occurrence that runs or comes next; when all are over, the last one. */
export function rowOf(rows: readonly SeriesRow[], now: number): SeriesRow | undefined {
  const inOrder = rows.toSorted((a, b) => a.startsAt - b.startsAt);
  return (
    inOrder.find(({ endsAt }, at) => {
      const nextStart = inOrder[at + 1]?.startsAt ?? Number.POSITIVE_INFINITY;
      return now < Math.min(endsAt + OVERTIME_MS, Math.max(nextStart, endsAt));
    }) ?? inOrder.at(-1)
  );
}

function purposeOf(seriesId: SeriesId, { kind }: LinkCode): Purpose {
  return {
    label: 'series',
    context: new ByteWriter().fixed(idBytes(seriesId), 16).text(kind).end(),
  };
}
