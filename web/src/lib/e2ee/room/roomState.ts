import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';
import { compareBytes, equalBytes, type Bytes } from '@conclave/shared/bytes';
import { MAX_ROOM_STATE_BYTES } from '@conclave/shared/limits';
import {
  decodeRoleCertificate,
  encodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { sha256 } from '../crypto/hash.ts';
import { readDoor, writeDoor } from '../objects/door.ts';
import { readVersion, versioned } from '../objects/version.ts';
import { readVia, writeVia, type Via } from '../objects/via.ts';
import type { Door, Role } from '../session/RoomView.ts';
import { keyBytes, keyText, type KeyText } from './keyText.ts';

/** Who let a participant in; itself where the door was open. */
export interface Admission {
  readonly admitterKey: Bytes;
  readonly via: Via;
}

/** [S-5] Who set the policy last, and its signature; absent only while a session begun by anybody is untouched. */
interface PolicySeal {
  readonly authorKey: Bytes;
  readonly signature: Bytes;
}

/** [5.4] The rules of a running session, the same for all members. Never changed in place. */
export interface RoomState {
  readonly policyNumber: number;
  readonly door: Door;
  readonly locked: boolean;
  readonly recordNumber: number;
  readonly recordHash: Bytes;
  readonly hostKey: Bytes;
  /** Every record has a share for it. */
  readonly hostBoxKey: Bytes;
  readonly roles: ReadonlyMap<KeyText, RoleCertificate>;
  readonly kicked: ReadonlySet<KeyText>;
  readonly policySeal: PolicySeal | undefined;
  readonly admitted: ReadonlyMap<KeyText, Admission>;
}

/** People ever admitted to a session. With more the state would outgrow MAX_ROOM_STATE_BYTES. */
export const MAX_ADMITTED = 600;
export const MAX_DEPUTIES = 32;
/** Browsers of hosts that are remembered; more only while all of them are in the room. */
export const MAX_HOSTS = 16;
export const MAX_KICKED = 400;
const MAX_ROLES = 200;

export function roleOf(state: RoomState, participantKey: Bytes): Role {
  return state.roles.get(keyText(participantKey))?.role ?? 'guest';
}

/** Whether somebody may be in the room: let in, or with a role, and not kicked. */
export function belongs(state: RoomState, participantKey: Bytes): boolean {
  const key = keyText(participantKey);
  return (state.admitted.has(key) || state.roles.has(key)) && !state.kicked.has(key);
}

/** The one encoding of a state: what is hashed, sealed and compared. */
export function encodeState(state: RoomState): Bytes {
  const writer = writePolicy(versioned().fixed(state.hostKey, 32), state)
    .fixed(state.hostBoxKey, 32)
    .list(hostsOf(state), writeCertificate)
    .bytes(state.policySeal?.authorKey ?? new Uint8Array(0))
    .bytes(state.policySeal?.signature ?? new Uint8Array(0));
  const admitted = sorted(state.admitted.keys());
  return writer.list(admitted, (to, key) => writeAdmission(to, key, state.admitted)).end();
}

export function hashState(state: RoomState): Promise<Bytes> {
  return sha256(encodeState(state));
}

/** [S-5] The part that its author signs. Hosts have their own certificates and are not part of it. */
export function policyBytes(state: RoomState): Bytes {
  return writePolicy(versioned(), state).end();
}

/** Reads a state; throws a MalformedError on every spelling that encodeState would not have written. */
export function decodeState(bytes: Bytes): RoomState {
  if (bytes.length > MAX_ROOM_STATE_BYTES) throw new MalformedError('too long');
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const hostKey = reader.fixed(32);
  const { deputies, ...policy } = readPolicy(reader);
  const hostBoxKey = reader.fixed(32);
  const hosts = reader.list(MAX_ROLES, readCertificate);
  const policySeal = readSeal(reader);
  const admitted = new Map(reader.list(MAX_ADMITTED, readAdmission));
  reader.end();
  const roles = new Map(
    [...deputies, ...hosts].map((held) => [keyText(held.participantKey), held]),
  );
  const state = { ...policy, hostKey, hostBoxKey, roles, policySeal, admitted };
  if (!equalBytes(encodeState(state), bytes)) throw new MalformedError('another spelling');
  return state;
}

function writePolicy(writer: ByteWriter, state: RoomState): ByteWriter {
  writer.uint32(state.policyNumber);
  return writeDoor(writer, state.door)
    .uint8(state.locked ? 1 : 0)
    .uint32(state.recordNumber)
    .fixed(state.recordHash, 32)
    .list(deputiesOf(state), writeCertificate)
    .list(sorted(state.kicked), (to, key) => to.fixed(keyBytes(key), 32));
}

type ReadPolicy = Pick<
  RoomState,
  'policyNumber' | 'door' | 'locked' | 'recordNumber' | 'recordHash' | 'kicked'
> & { readonly deputies: RoleCertificate[] };

function readPolicy(reader: ByteReader): ReadPolicy {
  return {
    policyNumber: reader.uint32(),
    door: readDoor(reader),
    locked: readFlag(reader),
    recordNumber: reader.uint32(),
    recordHash: reader.fixed(32),
    deputies: reader.list(MAX_ROLES, readCertificate),
    kicked: new Set(reader.list(MAX_KICKED, (from) => keyText(from.fixed(32)))),
  };
}

function readFlag(reader: ByteReader): boolean {
  const flag = reader.uint8();
  if (flag > 1) throw new MalformedError('not a flag');
  return flag === 1;
}

function readSeal(reader: ByteReader): PolicySeal | undefined {
  const authorKey = reader.bytes(32);
  const signature = reader.bytes(64);
  if (authorKey.length === 0 && signature.length === 0) return undefined;
  if (authorKey.length !== 32 || signature.length !== 64) throw new MalformedError('not a seal');
  return { authorKey, signature };
}

function writeCertificate(writer: ByteWriter, certificate: RoleCertificate): void {
  writer.fixed(encodeRoleCertificate(certificate), ROLE_CERTIFICATE_BYTES);
}

function readCertificate(reader: ByteReader): RoleCertificate {
  return decodeRoleCertificate(reader.fixed(ROLE_CERTIFICATE_BYTES));
}

function writeAdmission(
  writer: ByteWriter,
  key: KeyText,
  admitted: ReadonlyMap<KeyText, Admission>,
): void {
  const admission = admitted.get(key);
  if (admission === undefined) throw new TypeError('not admitted');
  writeVia(writer.fixed(keyBytes(key), 32).fixed(admission.admitterKey, 32), admission.via);
}

function readAdmission(reader: ByteReader): [KeyText, Admission] {
  const key = keyText(reader.fixed(32));
  return [key, { admitterKey: reader.fixed(32), via: readVia(reader) }];
}

function deputiesOf(state: RoomState): RoleCertificate[] {
  return rolesOf(state, 'deputy');
}

function hostsOf(state: RoomState): RoleCertificate[] {
  return rolesOf(state, 'host');
}

function rolesOf({ roles }: RoomState, role: RoleCertificate['role']): RoleCertificate[] {
  return [...roles.values()]
    .filter((certificate) => certificate.role === role)
    .sort((a, b) => compareBytes(a.participantKey, b.participantKey));
}

/** By the bytes of the keys, so that the order does not hang on a spelling. */
function sorted(keys: Iterable<KeyText>): KeyText[] {
  return [...keys].sort((a, b) => compareBytes(keyBytes(a), keyBytes(b)));
}
