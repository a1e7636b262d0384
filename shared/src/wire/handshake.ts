import * as v from 'valibot';

/** What a page says when it opens the signaling connection (`auth` of socket.io). */
export const Handshake = v.strictObject({
  /** Must be PROTOCOL_VERSION, else the connection is refused with `protocolMismatch`. */
  protocolVersion: v.pipe(v.number(), v.safeInteger()),
});
