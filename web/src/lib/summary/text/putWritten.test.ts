import { toBase64Url } from '@conclave/shared/bytes';
import { MeetingId, SessionId } from '@conclave/shared/ids';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import { RefusedError } from '@conclave/shared/RefusedError';
import { RelayKeyId, type RelayKey } from '@conclave/shared/wire/mailApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { newBoxPair } from '../../e2ee/crypto/hpke.ts';
import { putWritten } from './putWritten.ts';

const id = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
const sessionId = v.parse(SessionId, id());
const said = (line: string): MeetingText => ({
  format: 1,
  parts: [{ part: 'chat', lines: [line], cut: false }],
});

/** A server that has this many answers before each reading, and this many when the text arrives. */
async function desk(answers: readonly (readonly [read: number, there: number])[]) {
  const relay = await newBoxPair();
  const key: RelayKey = {
    ...{ keyId: v.parse(RelayKeyId, id()), publicKey: toBase64Url(relay.publicKey) },
    ...{ replacedAt: 1, destroyedAt: 2, from: 'meet@hallwerk.example' },
  };
  let readings = 0;
  const taken: number[] = [];
  return {
    taken,
    readings: () => readings,
    put: () =>
      putWritten(sessionId, {
        meetingId: v.parse(MeetingId, id()),
        api: {
          key: () => Promise.resolve(key),
          putText: ({ answersUntil }) => {
            if (answersUntil !== answers[readings - 1]?.[1]) {
              return Promise.reject(new RefusedError('versionConflict'));
            }
            taken.push(answersUntil);
            return Promise.resolve();
          },
        },
        read: () => {
          const answersUntil = answers[readings++]?.[0] ?? 0;
          return Promise.resolve({ text: said(`until ${answersUntil}`), answersUntil });
        },
      }),
  };
}

it('[S-19] reads the answers anew where somebody answered meanwhile, and shows what went out', async () => {
  const { put, taken } = await desk([
    [3, 4],
    [4, 4],
  ]);
  expect(await put()).toEqual(said('until 4'));
  expect(taken).toEqual([4]);
});

it('[S-19] gives up, with nothing in any mail, where people answer faster than it reads', async () => {
  const { put, taken, readings } = await desk([
    [1, 2],
    [2, 3],
    [3, 4],
    [4, 4],
  ]);
  await expect(put()).rejects.toMatchObject({ code: 'versionConflict' });
  expect(taken).toEqual([]);
  expect(readings()).toBe(3);
});
