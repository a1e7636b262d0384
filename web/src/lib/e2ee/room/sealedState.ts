import { MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import type { SessionId } from '@conclave/shared/ids';
import { sha256 } from '../crypto/hash.ts';
import { hkdf } from '../crypto/hkdf.ts';
import { open, seal, type Purpose } from '../crypto/seal.ts';
import { idBytes } from '../objects/idBytes.ts';
import { decodeState, encodeState, type RoomState } from './roomState.ts';

/** The GroupInfo beside which a state lies. */
export interface StatePlace {
  readonly sessionId: SessionId;
  readonly epoch: bigint;
  readonly groupInfo: Bytes;
}

/** [S-4] The state as it lies on the server: only who holds the room's PSK makes a pair that opens. */
export async function sealState(
  roomPsk: Bytes,
  place: StatePlace,
  state: RoomState,
): Promise<Bytes> {
  return seal(await stateKey(roomPsk), await purposeOf(place), encodeState(state));
}

export async function openState(
  roomPsk: Bytes,
  place: StatePlace,
  sealedState: Bytes,
): Promise<RoomState | undefined> {
  const bytes = await open(await stateKey(roomPsk), await purposeOf(place), sealedState);
  if (bytes === undefined) return undefined;
  try {
    return decodeState(bytes);
  } catch (error) {
    if (error instanceof MalformedError) return undefined;
    throw error;
  }
}

function stateKey(roomPsk: Bytes): Promise<Bytes> {
  return hkdf(roomPsk, 'room-state');
}

async function purposeOf({ sessionId, epoch, groupInfo }: StatePlace): Promise<Purpose> {
  const context = new ByteWriter()
    .fixed(idBytes(sessionId), 16)
    .uint64(epoch)
    .fixed(await sha256(groupInfo), 32)
    .end();
  return { label: 'room-state', context };
}
