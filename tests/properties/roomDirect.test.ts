import { describe, expect, it } from 'vitest';
import { newRequestId } from '../../web/src/lib/e2ee/crypto/random.ts';
import type { DirectMessage } from '../../web/src/lib/e2ee/session/RoomView.ts';
import type { KeptDirect, Sitting } from '../../web/src/lib/e2ee/storage/DirectStore.ts';
import { MemoryDirectStore } from '../../web/src/lib/e2ee/storage/MemoryDirectStore.ts';
import { MemoryStorage } from '../../web/src/lib/e2ee/storage/MemoryStorage.ts';
import { Browser, isInside, World, type Tab } from '../support/roomAgents.ts';

/** What a tab shows of direct messages, as a page would put the events together. */
function directs({ events }: Tab): DirectMessage[] {
  const shown = new Map<string, DirectMessage>();
  for (const event of events) {
    if (event.kind === 'directs') {
      shown.clear();
      for (const message of event.messages) shown.set(message.messageId, message);
    } else if (event.kind === 'direct') shown.set(event.message.messageId, event.message);
  }
  return [...shown.values()];
}

function texts(tab: Tab): string[] {
  return directs(tab).map(({ own, state, text }) => `${own ? 'I' : 'they'} ${state}: ${text}`);
}

function idOf({ agent }: Tab): NonNullable<Tab['agent']['view']['self']>['participantId'] {
  const { self } = agent.view;
  if (self === null) throw new Error('not inside');
  return self.participantId;
}

/** Knows for which session it was asked, which is nowhere on screen. */
class RememberingStore extends MemoryDirectStore {
  #sitting: Sitting | undefined;

  override load(sitting: Sitting): Promise<KeptDirect[]> {
    this.#sitting = sitting;
    return super.load(sitting);
  }

  kept(): Promise<KeptDirect[]> {
    if (this.#sitting === undefined) throw new Error('never asked');
    return super.load(this.#sitting);
  }
}

class RememberingStorage extends MemoryStorage {
  override readonly directs = new RememberingStore();
}

async function three(): Promise<{ world: World; ada: Tab; bob: Tab; eve: Tab }> {
  const world = await World.make();
  const created = await world.meeting();
  const ada = await world.hostInside(created);
  const bob = await world.guestInside(created, 'Bob');
  const eve = await world.guestInside(created, 'Eve');
  await world.until(() => [ada, bob, eve].every((tab) => tab.agent.view.members.length === 3));
  await world.pass(1_000);
  return { world, ada, bob, eve };
}

describe('direct messages', () => {
  it('[R52] reach one person, who confirms it, and nobody else hears of them', async () => {
    const { world, ada, bob, eve } = await three();
    await world.during(ada.agent.sendDirect(idOf(bob), 'Just us.'));
    await world.until(() => texts(ada).join() === 'I delivered: Just us.', 'the receipt');
    expect(texts(bob)).toEqual(['they delivered: Just us.']);
    expect(directs(bob)[0]).toMatchObject({ participantId: idOf(ada) });
    await world.during(bob.agent.sendDirect(idOf(ada), 'Yes.'));
    await world.until(() => texts(bob).includes('I delivered: Yes.'), 'the other receipt');
    expect(eve.events.filter(({ kind }) => kind.startsWith('direct'))).toEqual([]);
  });

  it('[X-6] to somebody whose page is gone are not delivered after ten seconds, and arrive once when sent again', async () => {
    const { world, ada, bob } = await three();
    const created = idOf(bob);
    bob.port.close();
    await world.during(ada.agent.sendDirect(created, 'Are you there?'));
    expect(texts(ada)).toEqual(['I sending: Are you there?']);
    await world.pass(10_000);
    expect(texts(ada)).toEqual(['I undelivered: Are you there?']);
  });

  it('[X-6] are kept over a reload, and sent again are shown once', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.pass(1_000);
    await world.during(ada.agent.sendDirect(idOf(bob), 'First.'));
    await world.until(() => texts(ada).includes('I delivered: First.'), 'the first');
    world.shut(bob);
    await world.during(ada.agent.sendDirect(idOf(bob), 'Second.'));
    await world.pass(11_000);
    expect(texts(ada)).toEqual(['I delivered: First.', 'I undelivered: Second.']);
    const back = await world.open(created, { browser: bob.browser });
    await world.until(() => back.agent.view.phase.kind === 'inside', 'back');
    await world.pass(1_000);
    expect(texts(back)).toEqual(['they delivered: First.']);
    const again = directs(ada).find(({ text }) => text === 'Second.')?.messageId ?? newRequestId();
    await world.during(ada.agent.sendDirectAgain(again));
    await world.until(() => texts(ada).includes('I delivered: Second.'), 'the second');
    expect(texts(back)).toEqual(['they delivered: First.', 'they delivered: Second.']);
    await expect(ada.agent.sendDirectAgain(again)).rejects.toThrow('notNow');
  });

  it('[X-5] are erased when the session is over', async () => {
    const world = await World.make();
    const created = await world.meeting();
    const ada = await world.hostInside(created);
    const storage = new RememberingStorage();
    const link = created.links.copied;
    const bob = await world.open(created, { browser: new Browser('Bob', storage), link });
    await world.during(bob.agent.join('Bob'));
    await world.until(() => isInside(bob), 'Bob inside');
    await world.pass(1_000);
    await world.during(ada.agent.sendDirect(idOf(bob), 'Soon gone.'));
    await world.until(() => texts(bob).length === 1, 'the message');
    expect(await storage.directs.kept()).toMatchObject([{ text: 'Soon gone.' }]);
    await world.during(ada.agent.endForAll());
    await world.until(() => bob.agent.view.phase.kind === 'over', 'the end');
    await world.during(bob.agent.settled());
    expect(texts(bob)).toEqual([]);
    expect(await storage.directs.kept()).toEqual([]);
  });

  it('are not written to oneself, to strangers, empty, or longer than agreed', async () => {
    const { ada, bob } = await three();
    const write = (text: string): Promise<void> => ada.agent.sendDirect(idOf(bob), text);
    await expect(ada.agent.sendDirect(idOf(ada), 'Me.')).rejects.toThrow('notAllowed');
    await expect(write('x'.repeat(7_401))).rejects.toThrow('tooLarge');
    await expect(write('  ')).rejects.toThrow('malformed');
    expect(texts(ada)).toEqual([]);
  });
});
