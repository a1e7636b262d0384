import { concat, utf8, type Bytes } from '../../bytes.ts';

/** What Ed25519 keys sign, told apart by label so that no signature can stand for another object. */
export type SignLabel =
  | 'lobby-card'
  | 'key-record'
  | 'role'
  | 'session-start'
  | 'session-end'
  | 'peer'
  | 'leaf'
  | 'pass'
  | 'host-pass'
  | 'confirm'
  | 'knock'
  | 'policy'
  | 'message'
  | 'author'
  | 'entry'
  | 'checkpoint'
  | 'direct'
  | 'direct-key'
  | 'direct-receipt'
  | 'consent'
  | 'consent-hand-in'
  | 'consent-export';

/** The bytes below a signature: `conclave/<label>/v1 || 0x00 || message` (protocol.md, head). */
export function signedBytes(label: SignLabel, message: Uint8Array): Bytes {
  return concat(utf8(`conclave/${label}/v1`), new Uint8Array(1), message);
}
