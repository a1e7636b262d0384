/**
 * Rises with every change of signaling or of a sealed object that older pages cannot follow. A page
 * with another number is refused at the handshake and shows "reload to update".
 */
export const PROTOCOL_VERSION = 2;

/** Where signaling lives on the origin. */
export const SIGNALING_PATH = '/signaling';
