import { fromBase64Url, toBase64Url, utf8 } from '@conclave/shared/bytes';
import { MAX_NAME_BYTES, MAX_NOTICE_BYTES, MAX_TOPIC_BYTES } from '@conclave/shared/limits';
import { PutHostLink } from '@conclave/shared/wire/deputyApi';
import { VaultItem } from '@conclave/shared/wire/vaultApi';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { hostLinkKeys, sealHost } from '../../deputies/hostLink.ts';
import { openItem, sealItem } from '../../vault/item.ts';
import { newVaultKey } from '../../vault/opener.ts';
import { mara } from '../../vault/testing/setting.ts';
import { takeVaultKey } from '../../vault/vaultKeys.ts';
import { linkKeys } from '../objects/linkKeys.ts';
import { openCard } from '../objects/lobbyCard.ts';
import { createMeeting } from './createMeeting.ts';
import { earlierNotices, HostMeeting, noticesOf } from './HostMeeting.ts';

/** As long as a notice may be, told apart by its first letter. */
function longest(first: string, letter: string): string {
  const bytes = utf8(letter).length;
  const rest = MAX_NOTICE_BYTES - utf8(first).length;
  return first + letter.repeat(Math.floor(rest / bytes)) + 'x'.repeat(rest % bytes);
}

const fill = (letter: string, bytes: number): string =>
  letter.repeat(Math.floor(bytes / utf8(letter).length));

/** A meeting with the longest words everywhere, whose text was changed twice. */
async function fullMeeting(letter: string) {
  const name = fill(letter, MAX_NAME_BYTES * 2);
  const [first, second, third] = ['1', '2', '3'].map((one) => longest(one, letter));
  if (first === undefined || second === undefined || third === undefined) throw new TypeError();
  const { hostMeeting, createRequest } = await createMeeting({
    ...{ topic: fill(letter, MAX_TOPIC_BYTES), organizer: name, company: name, notice: first },
    ...{ door: 'greeted', mailedTopic: true, createdAt: 1, summary: 'sealed' },
    planned: {
      time: { startsAt: 1_800_000_000_000, endsAt: 1_800_003_600_000 },
      plan: { id: 'A'.repeat(22), on: '2026-11-24T10:00' },
    },
  });
  let host: HostMeeting = hostMeeting;
  for (const notice of [second, third]) {
    host = { ...host, ...earlierNotices(host, notice), text: { ...host.text, notice } };
  }
  return { host, createRequest, notices: [third, second, first] };
}

it.each(['é', '議', 'x'])(
  '[R68] a text at the limit in letters like %s is read back from the card, the vault and a host link, with the two before it',
  async (letter) => {
    const { host, createRequest, notices } = await fullMeeting(letter);
    expect(utf8(notices[0] ?? '').length).toBe(MAX_NOTICE_BYTES);
    expect(noticesOf(v.parse(HostMeeting, host))).toEqual(notices);

    const { meetingId } = host;
    const keys = await takeVaultKey(newVaultKey());
    const place = { accountId: mara, kind: 'meeting', id: meetingId, version: 1 } as const;
    const item = { id: meetingId, version: 1, sealedItem: await sealItem(keys.items, host, place) };
    expect(await openItem(keys.items, v.parse(VaultItem, item), place)).toEqual(host);

    const [link] = host.links;
    const [registered] = createRequest.links;
    if (link === undefined || registered === undefined) throw new TypeError('no link');
    const code = { kind: 'copied', secret: fromBase64Url(link.secret) } as const;
    const under = { ...(await linkKeys(meetingId, code)), linkVersion: 1 };
    const card = await openCard(meetingId, under, fromBase64Url(registered.sealedCard));
    expect(card?.notice).toBe(notices[2]);

    const linkSecret = await hostLinkKeys(toBase64Url(new Uint8Array(16)));
    if (linkSecret === undefined) throw new TypeError('no secret');
    const given = { keys: [await sealHost(linkSecret, host)], fresh: true };
    expect(v.is(PutHostLink, given)).toBe(true);
  },
);

it('[R68] texts of quotation marks, twice as long in the vault, give up those before them and fit', async () => {
  const { host, notices } = await fullMeeting('"');
  expect(noticesOf(host)).toEqual(notices.slice(0, 1));
  const keys = await takeVaultKey(newVaultKey());
  const id = host.meetingId;
  const place = { accountId: mara, kind: 'meeting', id, version: 1 } as const;
  const item = { id, version: 1, sealedItem: await sealItem(keys.items, host, place) };
  expect(await openItem(keys.items, v.parse(VaultItem, item), place)).toEqual(host);
});

it('[R68] one byte more than the limit is no notice of a meeting', async () => {
  const { host } = await fullMeeting('é');
  const text = { ...host.text, notice: `${longest('1', 'é')}x` };
  expect(v.is(HostMeeting, { ...host, text })).toBe(false);
});
