/** People in one room. More would need batched joins (see facts on join storms); fewer sends people away. */
export const MAX_MEMBERS = 200;

/** Microphones open at once. Higher costs every listener a decoder each; lower cuts off discussions. */
export const MAX_OPEN_MICROPHONES = 16;

/** From this many members on, people join muted. */
export const JOIN_MUTED_FROM = 16;

/** An MLS commit. An external commit into 200 leaves is 0.8 KB, removing 100 at once some 15 KB. */
export const MAX_COMMIT_BYTES = 64 * 1024;

/** A GroupInfo with its tree: 61 KB at 200 leaves, twice that with certified credentials. */
export const MAX_GROUP_INFO_BYTES = 192 * 1024;

/** The sealed room state: some 100 bytes a person ever admitted. */
export const MAX_ROOM_STATE_BYTES = 64 * 1024;

/** A key record with the shares sealed to host and deputies. */
export const MAX_KEY_RECORD_BYTES = 16 * 1024;

export const MAX_LOBBY_CARD_BYTES = 48 * 1024;
export const MAX_KNOCK_BYTES = 2 * 1024;
export const MAX_LETTER_BYTES = 2 * 1024;

/** A sealed message between members: presence, reactions, compare. Documents have their own way. */
export const MAX_RELAYED_BYTES = 8 * 1024;

/** A name as people type it, in UTF-8 bytes. */
export const MAX_NAME_BYTES = 160;
export const MAX_TOPIC_BYTES = 400;

/** Invalid messages after which a peer is disconnected (T11). */
export const MAX_INVALID_MESSAGES = 20;
