import { toBase64Url } from '@conclave/shared/bytes';
import { ParticipantId } from '@conclave/shared/ids';
import * as v from 'valibot';
import { expect, it } from 'vitest';
import { ArrivalToasts } from './ArrivalToasts.ts';

const ilse = v.parse(ParticipantId, toBase64Url(new Uint8Array(16).fill(1)));

it('messages are told of until their conversation is on screen, and those of others stay', () => {
  const queue: string[] = [];
  const told = new ArrivalToasts(
    {
      show: ({ title }) => queue.push(title) - 1,
      dismiss: (id) => void (queue[id] = 'gone'),
    },
    ({ name }) => ({ title: name }),
  );
  told.tell({ conversation: 'everyone', name: 'Jonas', text: 'one' });
  told.tell({ conversation: ilse, name: 'Ilse', text: 'two' });
  told.looked('everyone');
  told.looked('everyone');
  expect(queue).toEqual(['gone', 'Ilse']);
  told.looked(ilse);
  expect(queue).toEqual(['gone', 'gone']);
});
