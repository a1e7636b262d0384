import { MalformedError, type ByteReader } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';
import type { LinkKind } from '@conclave/shared/wire/peerRequests';

/** By what kind of link somebody came. `exposed`: a copied link that a server has seen [L-3]. */
export type Via = 'copied' | 'mailed' | 'exposed';

/** What somebody says of the link by which it came. */
export function viaOf({ kind, exposed }: { kind: LinkKind; exposed: boolean }): Via {
  return kind === 'copied' && exposed ? 'exposed' : kind;
}

const VIAS = ['copied', 'mailed', 'exposed'] as const satisfies readonly Via[];

export function writeVia(writer: ByteWriter, via: Via): ByteWriter {
  return writer.uint8(VIAS.indexOf(via));
}

export function readVia(reader: ByteReader): Via {
  const via = VIAS[reader.uint8()];
  if (via === undefined) throw new MalformedError('no such kind of link');
  return via;
}
