import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import type { ConsentList } from '@conclave/shared/wire/consentApi';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { createMeeting } from '../../e2ee/host/createMeeting.ts';
import { ConsentBook } from './ConsentBook.ts';

const bytes = (size: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(size)));
const step = (position: number): ConsentList['steps'][number] => {
  return { position, commitment: bytes(32), recordedAt: 0, head: bytes(32) };
};
const answer = (position: number): ConsentList['consents'][number] => {
  const participantId = v.parse(ParticipantId, bytes(16));
  return { position, participantId, mayProduce: true, sealedRecord: bytes(300) };
};

async function readUntil(list: Omit<ConsentList, 'headBefore'>): Promise<number> {
  const { hostMeeting } = await createMeeting({
    ...{ topic: 'Budget', organizer: 'Mara', company: '', notice: '', door: 'open' },
    ...{ mailedTopic: false, createdAt: 0 },
  });
  const served = { headBefore: bytes(32), ...list };
  const http = {
    ask: <Schema extends v.GenericSchema>(
      _: unknown,
      schema: Schema,
    ): Promise<v.InferOutput<Schema>> => Promise.resolve(v.parse(schema, served)),
  };
  return (await ConsentBook.read(hostMeeting, http)).answersUntil;
}

it('[S-19] the answers are read until the newest of the meeting, whatever else the account’s chain has behind it', async () => {
  const steps = [4, 5, 6, 7, 8].map((position) => step(position));
  expect(await readUntil({ steps, consents: [answer(4), answer(7)] })).toBe(7);
  expect(await readUntil({ steps: [], consents: [] })).toBe(0);
});
