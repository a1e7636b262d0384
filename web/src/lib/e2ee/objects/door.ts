import { MalformedError, type ByteReader } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Door } from '../session/RoomView.ts';

const DOORS = ['open', 'greeted', 'guarded'] as const satisfies readonly Door[];

export function writeDoor(writer: ByteWriter, door: Door): ByteWriter {
  return writer.uint8(DOORS.indexOf(door));
}

export function readDoor(reader: ByteReader): Door {
  const door = DOORS[reader.uint8()];
  if (door === undefined) throw new MalformedError('no such door');
  return door;
}
