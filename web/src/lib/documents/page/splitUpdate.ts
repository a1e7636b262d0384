import { copyBytes, type Bytes } from '@conclave/shared/bytes';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';

/**
 * An update in parts of at most `maxBytes`, to be applied in this order: a long text is one item for Yjs,
 * and is cut inside. Undefined if something in it cannot be cut: an image in a document, for one.
 */
export function splitUpdate(update: Bytes, maxBytes: number): Bytes[] | undefined {
  if (update.length <= maxBytes) return [update];
  const { structs, ds } = Y.decodeUpdate(update);
  const parts: Bytes[] = [];
  for (const [index, struct] of structs.entries()) {
    if (struct instanceof Y.Skip) continue;
    const pieces = cut({ update, index, from: 0, to: struct.length }, maxBytes);
    if (pieces === undefined) return undefined;
    parts.push(...pieces);
  }
  parts.push(deletesOf(ds));
  return joined(parts, maxBytes);
}

interface Piece {
  readonly update: Bytes;
  /** Of the struct in it. */
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

/** Halves until the halves fit. */
function cut(piece: Piece, maxBytes: number): Bytes[] | undefined {
  const written = write(piece);
  if (written.length <= maxBytes) return [written];
  const { from, to } = piece;
  if (to - from < 2) return undefined;
  const middle = boundary(piece, Math.floor((from + to) / 2));
  if (middle <= from || middle >= to) return undefined;
  const left = cut({ ...piece, to: middle }, maxBytes);
  const right = cut({ ...piece, from: middle }, maxBytes);
  return left && right && [...left, ...right];
}

/** Not in the middle of a pair of surrogates: Yjs would put something else in its place. */
function boundary({ update, index }: Piece, middle: number): number {
  const struct = structAt(update, index);
  if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return middle;
  const before = struct.content.str.charCodeAt(middle - 1);
  return before >= 0xd800 && before <= 0xdbff ? middle + 1 : middle;
}

/** A stretch of one struct as an update. Read anew each time, because cutting changes it. */
function write({ update, index, from, to }: Piece): Bytes {
  const struct = structAt(update, index);
  if (to < struct.length && struct instanceof Y.Item) {
    struct.content.splice(to);
    struct.length = to;
  }
  const encoder = new Y.UpdateEncoderV1();
  writeVarUint(encoder.restEncoder, 1);
  writeVarUint(encoder.restEncoder, 1);
  encoder.writeClient(struct.id.client);
  writeVarUint(encoder.restEncoder, struct.id.clock + from);
  struct.write(encoder, from);
  writeVarUint(encoder.restEncoder, 0);
  return copyBytes(encoder.toUint8Array());
}

function structAt(update: Bytes, index: number): Y.Item | Y.GC {
  const struct = Y.decodeUpdate(update).structs[index];
  if (struct === undefined || struct instanceof Y.Skip) throw new RangeError('no such struct');
  return struct;
}

function deletesOf({ clients }: { clients: Map<number, { clock: number; len: number }[]> }): Bytes {
  const encoder = createEncoder();
  writeVarUint(encoder, 0);
  writeVarUint(encoder, clients.size);
  for (const [client, deletes] of clients) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, deletes.length);
    for (const { clock, len } of deletes) {
      writeVarUint(encoder, clock);
      writeVarUint(encoder, len);
    }
  }
  return copyBytes(toUint8Array(encoder));
}

/** As few parts as fit. */
function joined(parts: readonly Bytes[], maxBytes: number): Bytes[] {
  const whole: Bytes[] = [];
  let held: Bytes[] = [];
  let size = 0;
  for (const part of parts) {
    if (held.length > 0 && size + part.length > maxBytes) {
      whole.push(copyBytes(Y.mergeUpdates(held)));
      held = [];
      size = 0;
    }
    held.push(part);
    size += part.length;
  }
  if (held.length > 0) whole.push(copyBytes(Y.mergeUpdates(held)));
  return whole;
}
