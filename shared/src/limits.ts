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

/**
 * A consent text in all its languages with who asks for it, as JSON in UTF-8. It stands on the lobby card and,
 * with the texts before it, in the meeting's vault item. Higher: those no longer fit the item together.
 */
export const MAX_NOTICE_BYTES = 9 * 1024 + 128;
export const MAX_KNOCK_BYTES = 2 * 1024;
export const MAX_LETTER_BYTES = 2 * 1024;

/** Why a knock has to wait: one word, sealed. */
export const MAX_HELD_BYTES = 128;

/** A consent record with key and signature: three statements of 600 letters, and who is controller. */
export const MAX_SIGNED_CONSENT_BYTES = 12 * 1024;

/** A sealed message between members: presence, reactions, compare. Documents have their own way. */
export const MAX_RELAYED_BYTES = 8 * 1024;

/** A message to one person, in UTF-8 bytes: sealed, signed and padded it fits MAX_RELAYED_BYTES. */
export const MAX_DIRECT_TEXT_BYTES = 7_400;

/** An address of mail, as RFC 5321 bounds a path: in letters, wherever one is asked for or told. */
export const MAX_ADDRESS_LETTERS = 254;
/** A name as people type it, in UTF-8 bytes. */
export const MAX_NAME_BYTES = 160;
export const MAX_TOPIC_BYTES = 400;

/** Invalid messages after which a peer is disconnected (T11). */
export const MAX_INVALID_MESSAGES = 20;

/** A Yjs update before it is sealed. A pasted page is some 10 KB; what is longer is sent in parts. */
export const MAX_UPDATE_BYTES = 512 * 1024;

/** An update with header, nonce, tag and signature. */
export const MAX_ENTRY_BYTES = MAX_UPDATE_BYTES + 1024;

/** An entry on the signaling connection; longer ones go over HTTP and hold nobody up. */
export const MAX_SOCKET_ENTRY_BYTES = 64 * 1024;

/** A whole document in one update: 10,000 strokes of 200 points are some 8 MB. */
export const MAX_CHECKPOINT_BYTES = 32 * 1024 * 1024;

/** Cursors, a stroke in progress, who is typing. */
export const MAX_AWARENESS_BYTES = 16 * 1024;

/** What one participant may add to the documents of one meeting. Lower stops people at work; higher fills disks. */
export const MAX_AUTHORED_BYTES = 64 * 1024 * 1024;

/** A chunk of a file before it is sealed. */
export const FILE_CHUNK_BYTES = 1024 * 1024;

/** What sealing adds to a chunk: nonce and tag. */
export const SEALED_CHUNK_OVERHEAD_BYTES = 28;

export const MAX_FILE_BYTES = 512 * 1024 * 1024;
export const MAX_MEETING_FILES_BYTES = 2 * 1024 * 1024 * 1024;
export const MAX_MEETING_FILES = 1_000;

/** What somebody who is not yet admitted may hand in. */
export const MAX_INBOX_FILES = 10;
export const MAX_INBOX_BYTES = 50 * 1024 * 1024;
