import { fromBase64Url } from '@conclave/shared/bytes';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { createMeeting } from './createMeeting.ts';
import { HostMeeting, noticesOf } from './HostMeeting.ts';
import { replaceLinks } from './replaceLinks.ts';

it('[G-1, R68] a meeting keeps the texts that it asked with before, and its cards say with each change whether it asks', async () => {
  const text = { topic: 'Supervision', organizer: 'Mara', company: '' };
  const { hostMeeting, createRequest } = await createMeeting({
    ...{ ...text, notice: 'first' },
    ...{ door: 'greeted', mailedTopic: false, createdAt: 1 },
  });
  expect(createRequest.asksConsent).toBe(true);
  const record = fromBase64Url(createRequest.record.record);
  let host = hostMeeting;
  const change = async (notice: string): Promise<boolean> => {
    const replaced = await replaceLinks(host, record, {
      links: 'same',
      text: { ...text, notice },
    });
    host = v.parse(HostMeeting, replaced.hostMeeting);
    return replaced.request.asksConsent;
  };
  expect(noticesOf(host)).toEqual(['first']);
  expect(await change('second')).toBe(true);
  expect(noticesOf(host)).toEqual(['second', 'first']);
  expect(await change('')).toBe(false);
  expect(noticesOf(host)).toEqual(['second', 'first']);
  expect(await change('first')).toBe(true);
  expect(noticesOf(host)).toEqual(['first', 'second']);
  // What lies in the vault stays small.
  await change('third');
  await change('fourth');
  expect(noticesOf(host)).toEqual(['fourth', 'third', 'first']);
});
