import { fromBase64Url } from '@conclave/shared/bytes';
import { readLinkLocation, type LocationParts } from '../e2ee/objects/linkLocation.ts';
import { linkPath } from '../e2ee/objects/link.ts';
import { UnreachableError } from '../vault/HttpApi.ts';
import { ScheduleApi } from './ScheduleApi.ts';
import { openTable, rowOf } from './seriesTable.ts';

export type SeriesPlace =
  | { readonly kind: 'meeting'; readonly path: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreachable' };

/** [C-3] Where a series' link leads now. A link that the server has seen leads to a link that says so [L-3]. */
export async function seriesPlace(address: LocationParts, now: number): Promise<SeriesPlace> {
  const pathname = address.pathname.replace(/^\/series\//u, '/m/');
  const link = await readLinkLocation({ pathname, hash: address.hash });
  if (link.kind !== 'link') return { kind: 'damaged' };
  try {
    const tables = await ScheduleApi.here().series(link.meetingId);
    if (tables === undefined) return { kind: 'none' };
    const sealed = fromBase64Url(tables[link.code.kind]);
    const rows = await openTable(link.meetingId, link.code, sealed);
    const row = rows === undefined ? undefined : rowOf(rows, now);
    if (row === undefined) return { kind: 'none' };
    const path = linkPath(row.meetingId, row.code);
    return { kind: 'meeting', path: link.exposed ? path.replace('#', '%23') : path };
  } catch (error) {
    if (error instanceof UnreachableError) return { kind: 'unreachable' };
    throw error;
  }
}
