import 'fake-indexeddb/auto';
import { afterEach, expect, it, vi } from 'vitest';
import { createMeeting } from '../../e2ee/host/createMeeting.ts';
import { DocumentWorker } from './DocumentWorker.ts';
import type { FromDocuments } from './messages.ts';

afterEach(() => vi.unstubAllGlobals());

it('[V-20] a meeting that the server refuses to open is so said, and nothing about it is a fault', async () => {
  const refusal = { code: 'notFound' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(refusal, { status: 404 })));
  const { hostMeeting: host } = await createMeeting({
    topic: '',
    organizer: '',
    company: '',
    notice: '',
    door: 'open',
    mailedTopic: false,
    createdAt: 0,
  });
  const faults: unknown[] = [];
  const said: FromDocuments[] = [];
  const { promise: all, resolve } = Promise.withResolvers<undefined>();
  const worker = new DocumentWorker(
    (message) => {
      said.push(message);
      if (message.op === 'done' && message.id === 2) resolve(undefined);
    },
    (error) => faults.push(error),
  );
  const place = { kind: 'minutes', owner: null } as const;
  worker.receive({ op: 'openOwn', clientId: 7, host });
  worker.receive({ op: 'open', doc: 0, place, clientId: 7 });
  worker.receive({ op: 'signal', doc: 0, awareness: new Uint8Array(3) });
  worker.receive({ op: 'write', doc: 0, update: new Uint8Array(3) });
  worker.receive({ op: 'ownNotes', id: 0 });
  worker.receive({ op: 'letGo', id: 1 });
  worker.receive({ op: 'restorePoints', doc: 0, id: 2 });
  await all;
  const outcome = { ok: false, code: 'notFound' };
  expect(said).toContainEqual({ op: 'state', doc: 0, state: { kind: 'refused', waiting: 0 } });
  // What was written lies nowhere but on the page.
  expect(said.filter(({ op }) => op === 'taken')).toEqual([]);
  expect(said.filter(({ op }) => op === 'done')).toEqual([
    { op: 'done', id: 0, outcome },
    { op: 'done', id: 1, outcome },
    { op: 'done', id: 2, outcome },
  ]);
  expect(faults).toEqual([]);
});
