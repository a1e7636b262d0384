import { expect, it } from 'vitest';
import { contact, meeting, meetingId, setting } from './testing/setting.ts';
import type { Vault } from './Vault.ts';

it('keeps items and gives them back, also in another browser', async () => {
  const { server, open } = await setting();
  const vault = await open();
  await vault.put('meeting', meetingId, meeting('Shift plan'));
  await vault.put('contact', 'c1', contact('jonas'));
  const other = await open();
  expect(await other.get('meeting', meetingId)).toEqual(meeting('Shift plan'));
  expect(await other.list('contact')).toEqual([{ id: 'c1', value: contact('jonas') }]);
  expect(JSON.stringify([...server.shelves.values()].map((shelf) => [...shelf]))).not.toContain(
    'Shift',
  );
});

it('acknowledges a put only after the server has committed', async () => {
  const { server, open } = await setting();
  const vault = await open();
  const { promise: committed, resolve: commit } = Promise.withResolvers<undefined>();
  const change = server.change.bind(server);
  server.change = async (change_) => {
    await committed;
    return change(change_);
  };
  let acknowledged = false;
  const put = vault.put('contact', 'c1', contact('jonas')).then(() => {
    acknowledged = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(acknowledged).toBe(false);
  commit(undefined);
  await put;
  expect(server.only('contact').version).toBe(2);
});

it('deletes, and a deleted item stays away', async () => {
  const { open } = await setting();
  const vault = await open();
  await vault.put('contact', 'c1', contact('jonas'));
  await vault.delete('contact', 'c1');
  expect(await vault.list('contact')).toEqual([]);
  expect(await (await open()).list('contact')).toEqual([]);
});

it('lets two devices write different items at once', async () => {
  const { open } = await setting();
  const [one, two] = [await open(), await open()];
  await Promise.all([
    one.put('contact', 'c1', contact('one')),
    two.put('contact', 'c2', contact('two')),
    one.put('meeting', meetingId, meeting('Shift plan')),
  ]);
  // Which of the two came first is chance.
  const contacts = (await one.list('contact')).map(({ id }) => id);
  expect(contacts.toSorted()).toEqual(['c1', 'c2']);
  expect((await two.list('meeting')).map(({ value }) => value.text.topic)).toEqual(['Shift plan']);
});

it('does not let one device overwrite what it has not seen of another', async () => {
  const { open } = await setting();
  const [one, two] = [await open(), await open()];
  await one.put('contact', 'c1', contact('one'));
  await expect(two.put('contact', 'c1', contact('two'))).rejects.toMatchObject({
    code: 'itemChanged',
  });
  expect(await two.get('contact', 'c1')).toEqual(contact('one'));
  await two.put('contact', 'c1', contact('two'));
  expect(await one.get('contact', 'c1')).toEqual(contact('two'));
});

it('merges by update, whoever comes first', async () => {
  const { open } = await setting();
  const vaults = await Promise.all([open(), open(), open()]);
  const add = (vault: Vault): Promise<void> =>
    vault.update('contact', 'c1', (old) => contact(`${old?.name ?? ''}x`));
  await Promise.all(vaults.flatMap((vault) => [add(vault), add(vault)]));
  expect(await vaults[0].get('contact', 'c1')).toEqual(contact('xxxxxx'));
});

it('does not take an answer that another tab has overtaken for a rollback', async () => {
  const { server, storage, open } = await setting();
  const [one, two] = [await open(storage), await open(storage)];
  const overtaken = server.head.bind(server);
  server.head = async () => {
    const old = await overtaken();
    server.head = overtaken;
    await two.put('contact', 'c1', contact('two'));
    return old;
  };
  expect(await one.list('contact')).toEqual([{ id: 'c1', value: contact('two') }]);
});

it('finds out after a lost answer that its change was committed', async () => {
  const { server, open } = await setting();
  const vault = await open();
  server.losesAnswers = true;
  await expect(vault.put('contact', 'c1', contact('jonas'))).rejects.toThrow('network');
  server.losesAnswers = false;
  await vault.put('contact', 'c1', contact('jonas again'));
  expect(await vault.get('contact', 'c1')).toEqual(contact('jonas again'));
});

it('hides the length of short texts', async () => {
  const { server, open } = await setting();
  const vault = await open();
  await vault.put('contact', 'c1', contact('j'));
  const short = server.only('contact').sealedItem.length;
  await vault.put('contact', 'c1', contact('j'.repeat(40)));
  expect(server.only('contact').sealedItem).toHaveLength(short);
});
