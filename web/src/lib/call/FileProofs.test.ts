import { RefusedError } from '@conclave/shared/RefusedError';
import type { Params, PeerMethod, Result } from '@conclave/shared/wire/peerRequests';
import { MeetingId, ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { beforeEach, expect, it } from 'vitest';
import type { RoomView } from '../e2ee/session/RoomView.ts';
import { Listeners } from '../signaling/Listeners.ts';
import { FileProofs } from './FileProofs.ts';

const id = 'AAAAAAAAAAAAAAAAAAAAAA';
const self = { participantId: v.parse(ParticipantId, id), role: 'guest' as const, leaf: 0 };

const view = (more: Partial<RoomView> = {}): RoomView => ({
  meetingId: v.parse(MeetingId, id),
  phase: { kind: 'inside' },
  self,
  door: 'open',
  locked: false,
  epoch: 1,
  members: [],
  knocks: [],
  comparing: null,
  digits: '',
  card: null,
  storage: 'kept',
  ...more,
});

/** Answers `openDocuments` as a server that counts its tokens. */
class Server {
  readonly connection = new Listeners<'connected' | 'disconnected'>();
  isMember = true;
  tokens = 0;

  request<M extends PeerMethod>(_method: M, _params: Params<M>): Promise<Result<M>>;
  request(): Promise<unknown> {
    if (!this.isMember) return Promise.reject(new RefusedError('notNow'));
    this.tokens += 1;
    return Promise.resolve({ token: new Uint8Array(32).fill(this.tokens), documents: [] });
  }

  onConnection(listen: (state: 'connected' | 'disconnected') => void): () => void {
    return this.connection.add(listen);
  }
}

let server: Server;
let certificate: Uint8Array<ArrayBuffer> | undefined;
let proofs: FileProofs;

beforeEach(() => {
  server = new Server();
  certificate = undefined;
  proofs = new FileProofs({ signaling: server, certificate: () => Promise.resolve(certificate) });
});

it('[V-20] a token ends with its connection, and comes anew once this browser is inside again', async () => {
  proofs.see(view());
  await proofs.settled();
  const first = proofs.headers['authorization'];
  expect(first).toMatch(/^Bearer [\w-]{43}$/);
  server.connection.tell('disconnected');
  expect(proofs.headers).toEqual({});
  // A new connection is no member's yet.
  server.isMember = false;
  server.connection.tell('connected');
  proofs.see(view({ phase: { kind: 'returning' } }));
  proofs.see(view());
  await proofs.settled();
  expect(proofs.headers).toEqual({});
  server.isMember = true;
  proofs.see(view());
  await proofs.settled();
  expect(proofs.headers['authorization']).toMatch(/^Bearer [\w-]{43}$/);
  expect(proofs.headers['authorization']).not.toBe(first);
});

it('[F-12] who is made deputy sends the certificate, and who is none any more does not', async () => {
  proofs.see(view());
  await proofs.settled();
  expect(Object.keys(proofs.headers)).toEqual(['authorization']);
  certificate = new Uint8Array(3);
  proofs.see(view({ self: { ...self, role: 'deputy' } }));
  await proofs.settled();
  expect(proofs.headers['x-conclave-role']).toBe('AAAA');
  certificate = undefined;
  proofs.see(view());
  await proofs.settled();
  expect(Object.keys(proofs.headers)).toEqual(['authorization']);
});

it('asks once, however often the view changes', async () => {
  proofs.see(view());
  proofs.see(view());
  await proofs.settled();
  proofs.see(view());
  await proofs.settled();
  expect(server.tokens).toBe(1);
});

it('closed, it holds nothing, also of what was asked before', async () => {
  proofs.see(view());
  proofs.close();
  await proofs.settled();
  expect(proofs.headers).toEqual({});
});
