import { ByteReader, MalformedError } from '@conclave/shared/ByteReader';
import type { ByteWriter } from '@conclave/shared/ByteWriter';
import type { Bytes } from '@conclave/shared/bytes';
import {
  decodeRoleCertificate,
  encodeRoleCertificate,
  ROLE_CERTIFICATE_BYTES,
  type RoleCertificate,
} from '@conclave/shared/wire/signed/roleCertificate';
import { readDoor, writeDoor } from '../objects/door.ts';
import {
  decodeHostPass,
  decodePass,
  ENTRY_PASS_BYTES,
  encodeHostPass,
  encodePass,
  HOST_PASS_BYTES,
  type EntryPass,
  type HostPass,
} from '../objects/entryPass.ts';
import { readVersion, versioned } from '../objects/version.ts';
import { readVia, writeVia, type Via } from '../objects/via.ts';
import type { Door } from '../session/RoomView.ts';

/** [S-2] What host or deputy changes. */
export type Act =
  | { readonly kind: 'door'; readonly door: Door }
  | { readonly kind: 'lock' }
  | { readonly kind: 'unlock' }
  | { readonly kind: 'appoint'; readonly certificate: RoleCertificate }
  | { readonly kind: 'revoke'; readonly participantKey: Bytes };

/** What a joiner shows at the room's door. */
export type ShownPass =
  /** Walks in at an open door, and says by what link it came [D-7]. */
  | { readonly kind: 'none'; readonly via: Via }
  | { readonly kind: 'entry'; readonly pass: EntryPass }
  | { readonly kind: 'host'; readonly pass: HostPass };

/** [5.4] What a commit is. */
export type CommitData =
  | { readonly kind: 'join'; readonly shown: ShownPass }
  | { readonly kind: 'return' }
  | { readonly kind: 'retire' }
  | { readonly kind: 'tidy' }
  | { readonly kind: 'update' }
  | {
      readonly kind: 'act';
      readonly act: Act;
      /** Of the record that leaving the door `open` carries; else empty. */
      readonly recordHash: Bytes;
      readonly policySignature: Bytes;
    }
  | {
      readonly kind: 'kick';
      readonly targets: readonly Bytes[];
      readonly recordHash: Bytes;
      readonly policySignature: Bytes;
    };

/** A commit's authenticated data. */
export interface AuthenticatedData {
  /** Of the room state after the commit. */
  readonly stateHash: Bytes;
  readonly data: CommitData;
}

const KINDS = ['join', 'return', 'retire', 'tidy', 'update', 'act', 'kick'] as const;
const ACTS = ['door', 'lock', 'unlock', 'appoint', 'revoke'] as const;
const SHOWN = ['none', 'entry', 'host'] as const;
const MAX_TARGETS = 200;

export function encodeCommitData({ stateHash, data }: AuthenticatedData): Bytes {
  const writer = versioned().fixed(stateHash, 32).uint8(KINDS.indexOf(data.kind));
  writeData(writer, data);
  return writer.end();
}

/** Throws a MalformedError on anything that encodeCommitData would not have written. */
export function decodeCommitData(bytes: Bytes): AuthenticatedData {
  const reader = new ByteReader(bytes);
  readVersion(reader);
  const stateHash = reader.fixed(32);
  const data = readData(reader);
  reader.end();
  return { stateHash, data };
}

function writeData(writer: ByteWriter, data: CommitData): void {
  switch (data.kind) {
    case 'join':
      writeShown(writer, data.shown);
      return;
    case 'return':
    case 'retire':
    case 'tidy':
    case 'update':
      return;
    case 'act':
      writeAct(writer, data.act);
      writer.bytes(data.recordHash).fixed(data.policySignature, 64);
      return;
    case 'kick':
      writer
        .list(data.targets, (to, target) => to.fixed(target, 32))
        .fixed(data.recordHash, 32)
        .fixed(data.policySignature, 64);
  }
}

function readData(reader: ByteReader): CommitData {
  const kind = oneOf(KINDS, reader.uint8());
  switch (kind) {
    case 'join':
      return { kind, shown: readShown(reader) };
    case 'return':
    case 'retire':
    case 'tidy':
    case 'update':
      return { kind };
    case 'act': {
      const act = readAct(reader);
      const recordHash = reader.bytes(32);
      if (recordHash.length !== 0 && recordHash.length !== 32) throw new MalformedError('no hash');
      return { kind, act, recordHash, policySignature: reader.fixed(64) };
    }
    case 'kick': {
      const targets = reader.list(MAX_TARGETS, (from) => from.fixed(32));
      return { kind, targets, recordHash: reader.fixed(32), policySignature: reader.fixed(64) };
    }
  }
}

function writeShown(writer: ByteWriter, shown: ShownPass): void {
  writer.uint8(SHOWN.indexOf(shown.kind));
  if (shown.kind === 'none') writeVia(writer, shown.via);
  if (shown.kind === 'entry') writer.fixed(encodePass(shown.pass), ENTRY_PASS_BYTES);
  if (shown.kind === 'host') writer.fixed(encodeHostPass(shown.pass), HOST_PASS_BYTES);
}

function readShown(reader: ByteReader): ShownPass {
  const kind = oneOf(SHOWN, reader.uint8());
  switch (kind) {
    case 'none':
      return { kind, via: readVia(reader) };
    case 'entry':
      return { kind, pass: decodePass(reader.fixed(ENTRY_PASS_BYTES)) };
    case 'host':
      return { kind, pass: decodeHostPass(reader.fixed(HOST_PASS_BYTES)) };
  }
}

function writeAct(writer: ByteWriter, act: Act): void {
  writer.uint8(ACTS.indexOf(act.kind));
  switch (act.kind) {
    case 'door':
      writeDoor(writer, act.door);
      return;
    case 'lock':
    case 'unlock':
      return;
    case 'appoint':
      writer.fixed(encodeRoleCertificate(act.certificate), ROLE_CERTIFICATE_BYTES);
      return;
    case 'revoke':
      writer.fixed(act.participantKey, 32);
  }
}

function readAct(reader: ByteReader): Act {
  const kind = oneOf(ACTS, reader.uint8());
  switch (kind) {
    case 'door':
      return { kind, door: readDoor(reader) };
    case 'lock':
    case 'unlock':
      return { kind };
    case 'appoint':
      return { kind, certificate: decodeRoleCertificate(reader.fixed(ROLE_CERTIFICATE_BYTES)) };
    case 'revoke':
      return { kind, participantKey: reader.fixed(32) };
  }
}

function oneOf<T>(all: readonly T[], index: number): T {
  const one = all[index];
  if (one === undefined) throw new MalformedError('no such kind');
  return one;
}
