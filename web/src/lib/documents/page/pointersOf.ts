import { createDecoder, readVarString, readVarUint } from 'lib0/decoding';

/** Whose awareness an update tells, as client ids; undefined for what is no such update. */
export function pointersOf(update: Uint8Array): number[] | undefined {
  try {
    const decoder = createDecoder(update);
    return Array.from({ length: readVarUint(decoder) }, () => {
      const clientId = readVarUint(decoder);
      readVarUint(decoder);
      readVarString(decoder);
      return clientId;
    });
  } catch {
    // lib0 throws whatever comes to hand; what cannot be read points at nothing.
    return undefined;
  }
}
