import type { SealedHost } from '@conclave/shared/wire/deputyApi';
import { expect, it } from 'vitest';
import { meeting, meetingId, setting } from '../vault/testing/setting.ts';
import { newSecret } from '../schedule/Scheduler.ts';
import type { Vault } from '../vault/Vault.ts';
import { adopt, heldLinks } from './heldMeetings.ts';
import { hostLinkKeys, sealHost } from './hostLink.ts';

/** A vault with one accepted host link, and what the server answers to it. */
async function deputy(answer: (keys: Keys) => Promise<readonly SealedHost[] | undefined>) {
  const secret = newSecret();
  const keys = await hostLinkKeys(secret);
  if (keys === undefined) throw new TypeError('no secret');
  const vault = await (await setting()).open();
  await vault.update('deputy', keys.linkId, () => ({ format: 1, secret }));
  return { vault, api: { open: () => answer(keys) } };
}

type Keys = NonNullable<Awaited<ReturnType<typeof hostLinkKeys>>>;
const served = new Map([[meetingId, {}]]);
const known = (vault: Vault) => vault.get('meeting', meetingId);

it('[H-3] takes over what has become this account’s own, and leaves alone what is somebody else’s', async () => {
  const host = meeting('Given');
  const { vault, api } = await deputy(async (keys) => [await sealHost(keys, host)]);
  expect(await adopt(await heldLinks(vault, api), new Map(), vault)).toEqual([]);
  expect(await known(vault)).toBeUndefined();
  expect(await adopt(await heldLinks(vault, api), served, vault)).toEqual([host]);
  expect(await known(vault)).toEqual(host);
});

it('[H-3] what the vault has of a meeting already is not overwritten by what was given', async () => {
  const { vault, api } = await deputy(async (keys) => [await sealHost(keys, meeting('Given'))]);
  const own = { ...meeting('Own'), cardVersion: 7 };
  await vault.update('meeting', meetingId, () => own);
  await adopt(await heldLinks(vault, api), served, vault);
  expect(await known(vault)).toEqual(own);
});

it('[T27] keys of another link, of no meeting at all, or none any more take nothing over', async () => {
  const other = await hostLinkKeys(newSecret());
  if (other === undefined) throw new TypeError('no secret');
  const foreign = await sealHost(other, meeting('Foreign'));
  const answers: readonly (readonly SealedHost[] | undefined)[] = [
    [foreign],
    [{ meetingId, sealedHost: 'AAAA' }],
    [],
    undefined,
  ];
  for (const answer of answers) {
    const { vault, api } = await deputy(() => Promise.resolve(answer));
    const links = await heldLinks(vault, api);
    expect(links).toMatchObject([{ hosts: [] }]);
    expect(await adopt(links, served, vault)).toEqual([]);
    expect(await known(vault)).toBeUndefined();
  }
});
