import * as Y from 'yjs';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ConsentNotice } from '../../shared/src/consent/ConsentNotice.ts';
import { encodeHostProof } from '../../web/src/lib/e2ee/objects/hostProof.ts';
import { CHAT, DocumentWorld, MINUTES, type TestWriter } from '../support/documentWorld.ts';
import { GatedScreen } from '../support/GatedScreen.ts';
import { SeededRandom } from '../support/seededRandom.ts';

const statements = { live: 'Seen.', archive: 'Kept.', summary: 'Sent.' };
const asking = (asksFrom: ConsentNotice['asksFrom'] | 'old' = {}): string =>
  JSON.stringify({
    ...{ format: 1, templateId: 'neutral', version: 1, purposes: ['live', 'archive'] },
    controller: { name: 'Hallwerk', address: '', contact: '', dpo: '', authority: '' },
    texts: { en: { intro: 'Health may come up.', statements, details: 'Kept.' } },
    ...(asksFrom !== 'old' && { asksFrom }),
  });

let here: DocumentWorld;
let mara: GatedScreen;
let yuki: GatedScreen;

beforeEach(async () => {
  here = await DocumentWorld.make();
  onTestFinished(() => here.close());
});

async function screen(writer: TestWriter, notice = asking()): Promise<GatedScreen> {
  const made = new GatedScreen(here, writer, notice);
  onTestFinished(() => made.close());
  made.page('minutes');
  await here.until(() => made.isOpen, 'open');
  return made;
}

/** Two honest people who agreed. */
async function two(notice = asking()): Promise<void> {
  mara = await screen(await here.member('host'), notice);
  yuki = await screen(await here.member(), notice);
  mara.agree();
  yuki.agree();
  const agreed = (one: GatedScreen): boolean =>
    [mara, yuki].every(({ writer: { id } }) => one.gate.mayWrite(id));
  await here.until(() => agreed(mara) && agreed(yuki), 'agreed');
}

/** Somebody whose browser writes whatever it likes: nothing of it asks for consent. */
async function intruder(): Promise<{ writer: TestWriter; say: (text: string) => Promise<void> }> {
  const writer = await here.member();
  const document = writer.open(MINUTES);
  await here.until(() => document.isOpen, 'open');
  const say = async (text: string): Promise<void> => {
    document.text.insert(document.text.length, text);
    await here.until(() => document.state.kind === 'saved', 'stored');
    await here.settle();
  };
  return { writer, say };
}

describe('[G-18, R69] what is written without consent', () => {
  it('is stored, and shown by nobody, who all say by whom it is; the rest goes on', async () => {
    await two();
    const { writer, say } = await intruder();
    mara.type('minutes', 0, 'Agreed. ');
    await here.until(() => yuki.text('minutes') === 'Agreed. ', 'seen');
    await say('said too early');
    const late = await screen(await here.member());
    for (const one of [mara, yuki, late]) {
      await here.until(() => one.held('minutes').length > 0, 'held back');
      expect(one.text('minutes')).toBe('Agreed. ');
      expect(one.held('minutes')).toEqual([writer.id]);
    }
    yuki.type('minutes', 8, 'Friday.');
    await here.until(() => mara.text('minutes') === 'Agreed. Friday.', 'seen');
  });

  it('is shown once the consent is seen, whichever comes first, and nothing of it is lost', async () => {
    await two();
    const { writer, say } = await intruder();
    await say('one ');
    await say('two ');
    await here.until(() => mara.held('minutes').length > 0, 'held back');
    await here.settle();
    const cem = await screen(here.reload(writer));
    cem.agree();
    await here.until(
      () => [mara, yuki].every((one) => one.text('minutes') === 'one two '),
      'shown',
    );
    expect([mara, yuki].map((one) => one.held('minutes'))).toEqual([[], []]);
    const late = await screen(await here.member());
    expect(late.text('minutes')).toBe('one two ');
  });

  it('waits with what was built on it where the consent is not seen yet, and all come to the same', async () => {
    await two();
    const { writer, say } = await intruder();
    // The roster reaches one of two late: the other one writes into what it does not show.
    const cem = await screen(await here.member());
    await say('said ');
    expect(writer.id).not.toBe(cem.writer.id);
    yuki.gate.close();
    const claim = new GatedScreen(here, here.reload(writer), asking());
    onTestFinished(() => claim.close());
    await here.until(() => claim.roster.saveState.kind === 'saved', 'open');
    claim.agree();
    await here.until(() => mara.text('minutes') === 'said ', 'shown there');
    mara.type('minutes', 2, '[in between]');
    await here.until(() => mara.isOpen, 'stored');
    await here.settle();
    expect(yuki.text('minutes')).toBe('');
    yuki.type('minutes', 0, 'apart ');
    yuki.gate.follow(yuki.roster.handle());
    const both = (): string[] => [mara, yuki].map((one) => one.text('minutes'));
    await here.until(() => both().every((text) => text.length === 23), 'the same');
    expect(both()[0]).toBe(both()[1]);
    expect(yuki.page('minutes').doc.store.pendingStructs).toBeNull();
  });

  it('deletes nothing on other screens', async () => {
    await two();
    mara.type('minutes', 0, 'The plan of Mara');
    await here.until(() => yuki.text('minutes').length > 0, 'seen');
    const writer = await here.member();
    const document = writer.open(MINUTES);
    await here.until(() => document.isOpen, 'open');
    document.text.delete(0, document.text.length);
    await here.until(() => mara.held('minutes').length > 0, 'held back');
    expect(mara.text('minutes')).toBe('The plan of Mara');
  });

  it('is neither pointed at nor typed', async () => {
    await two();
    const { writer } = await intruder();
    const cem = await screen(here.reload(writer));
    const pointer = (one: GatedScreen): unknown =>
      [...one.page('minutes').awareness.getStates().values()].find((state) => 'cursor' in state);
    cem.page('minutes').handle();
    cem.page('minutes').awareness.setLocalStateField('cursor', 4);
    await here.pass(1_000);
    expect(pointer(mara)).toBeUndefined();
    cem.agree();
    await here.until(() => mara.gate.mayWrite(writer.id), 'agreed');
    cem.page('minutes').awareness.setLocalStateField('cursor', 5);
    await here.until(() => pointer(mara) !== undefined, 'seen');
  });

  it('cannot be told apart in a checkpoint, so that none is made while it waits', async () => {
    await two();
    const { say } = await intruder();
    await say('said too early');
    await here.until(() => mara.held('minutes').length > 0, 'held back');
    expect(await mara.opened('minutes').log?.desk.make()).toBe(false);
    mara.gate.see('');
    await here.until(() => mara.text('minutes') !== '', 'shown');
    expect(await mara.opened('minutes').log?.desk.make()).toBe(true);
  });

  it('is in no checkpoint either that is made before the screen has heard of it', async () => {
    await two();
    const { say } = await intruder();
    mara.pause();
    await say('said too early');
    const { log } = mara.opened('minutes');
    await here.until(() => log?.head.position === 1, 'read');
    if (log === undefined) throw new TypeError('not begun');
    const made = [log.desk.make(), log.desk.letGo()];
    await here.settle();
    mara.goOn();
    expect(await Promise.all(made)).toEqual([false, false]);
    expect(mara.held('minutes')).toHaveLength(1);
    const late = await screen(await here.member());
    expect(late.text('minutes')).toBe('');
  });

  it('[P-12] is shown once, and not lost, where others saw the consent first and let the log go', async () => {
    here.log.letsGoAtOnce = true;
    await two();
    const { writer, say } = await intruder();
    for (const word of ['one ', 'two ', 'three ']) await say(word);
    await here.until(() => yuki.held('minutes').length > 0, 'held back');
    yuki.gate.close();
    const cem = await screen(here.reload(writer));
    cem.agree();
    await here.until(() => mara.text('minutes') === 'one two three ', 'shown there');
    expect(await mara.opened('minutes').log?.desk.letGo()).toBe(true);
    await here.settle();
    yuki.writer.port.down();
    mara.type('minutes', 0, 'zero ');
    await here.until(() => mara.isOpen, 'stored');
    yuki.writer.port.up();
    await here.until(() => yuki.isOpen, 'open again');
    yuki.gate.follow(yuki.roster.handle());
    await here.until(() => yuki.held('minutes').length === 0, 'agreed');
    await here.settle();
    expect(yuki.text('minutes')).toBe('zero one two three ');
    const late = await screen(await here.member());
    expect(late.text('minutes')).toBe('zero one two three ');
  });

  it('is missing in what the document was before, too', async () => {
    await two();
    const { say } = await intruder();
    await say('said too early');
    await here.until(() => mara.held('minutes').length > 0, 'held back');
    const past = await mara.page('minutes').at(1);
    expect(past.getText('text').toJSON()).toBe('');
  });

  it('nobody agrees for somebody else, or in words that are none', async () => {
    await two();
    const { writer, say } = await intruder();
    await say('said too early');
    const agreed = mara.roster.doc.getArray('agreed');
    const notice = 'n'.repeat(43);
    agreed.push([{ by: writer.id, notice, commitment: notice }, 'yes', null, { notice }]);
    mara.roster.flush();
    await here.pass(2_000);
    expect(yuki.held('minutes')).toEqual([writer.id]);
  });
});

describe('[G-18] whom nobody asked', () => {
  it('[R75] who agreed once stays to be seen with what was written: the roster forgets nothing', async () => {
    await two();
    yuki.type('minutes', 0, 'Agreed.');
    await here.until(() => mara.text('minutes') === 'Agreed.', 'seen');
    // No honest browser does so, and the log takes nothing out of a roster.
    yuki.roster.doc.getArray('agreed').delete(0, 2);
    yuki.roster.flush();
    await here.pass(2_000);
    const late = await screen(await here.member());
    expect([mara, late].map((one) => one.text('minutes'))).toEqual(['Agreed.', 'Agreed.']);
  });

  it('[G-15] what was written before anything was asked stays, and what comes after waits', async () => {
    await two('');
    const { writer, say } = await intruder();
    await say('before ');
    await here.until(() => yuki.text('minutes') === 'before ', 'seen');
    const asked = asking({ minutes: { generation: 1, position: 1 } });
    mara.gate.see(asked);
    yuki.gate.see(asked);
    await say('after');
    await here.until(() => yuki.held('minutes').length > 0, 'held back');
    expect([mara, yuki].map((one) => one.text('minutes'))).toEqual(['before ', 'before ']);
    expect(yuki.renewals).toBe(0);
    const late = await screen(await here.member(), asked);
    expect([late.text('minutes'), late.held('minutes')]).toEqual(['before ', [writer.id]]);
  });

  it('[G-15] who saw something before the card came shows it no more, and keeps what they wrote', async () => {
    await two('');
    const { writer, say } = await intruder();
    yuki.type('minutes', 0, 'Mine. ');
    await here.until(() => mara.text('minutes') === 'Mine. ', 'stored');
    await say('on the way ');
    await here.until(() => yuki.text('minutes').includes('on the way '), 'seen');
    yuki.page('minutes').doc.getText('text').insert(2, '[not sent yet]');
    yuki.gate.see(asking());
    const kept = 'Mi[not sent yet]ne. ';
    await here.until(() => yuki.text('minutes') === kept && yuki.isOpen, 'renewed');
    expect([yuki.renewals, yuki.held('minutes')]).toEqual([1, [writer.id]]);
    mara.gate.see(asking());
    await here.until(() => mara.text('minutes') === kept, 'the same');
    yuki.type('minutes', 0, 'And on. ');
    await here.until(() => mara.text('minutes') === `And on. ${kept}`, 'goes on');
  });

  it('in a meeting that is older than the rule nothing is hidden: nobody could say that they agreed', async () => {
    await two(asking('old'));
    const { say } = await intruder();
    await say('agreed in an older page');
    await here.until(() => mara.text('minutes') === 'agreed in an older page', 'shown');
    expect(mara.held('minutes')).toEqual([]);
  });

  it('the organizer is shown who prepared the meeting, and nobody else who says so', async () => {
    await two();
    const prepared = async (role: 'host' | 'deputy'): Promise<GatedScreen> => {
      const writer = await here.member(role);
      const page = await screen(writer);
      const { certificate } = writer.keys;
      if (certificate === undefined) throw new TypeError('no certificate');
      page.show(encodeHostProof(here.meeting.hostKey, certificate));
      page.type('minutes', 0, `${role} `);
      return page;
    };
    const deputy = await prepared('deputy');
    const host = await prepared('host');
    await here.until(() => mara.text('minutes') === 'host ', 'shown');
    await here.until(() => mara.held('minutes').length > 0, 'held back');
    expect(mara.held('minutes')).toEqual([deputy.writer.id]);
    // Another's proof proves nothing of who shows it.
    const { certificate } = host.writer.keys;
    const thief = await screen(await here.member());
    if (certificate !== undefined) thief.show(encodeHostProof(here.meeting.hostKey, certificate));
    thief.type('minutes', 0, 'stolen ');
    await here.pass(2_000);
    expect(mara.held('minutes')).toContain(thief.writer.id);
  });
});

it('[G-18] in whatever order consents, entries and cards come, all screens show the same in the end', async () => {
  const seed = 20_261_122;
  const random = new SeededRandom(seed);
  const notices = ['', asking({ minutes: { generation: 1, position: 3 } })];
  const writers = await Promise.all([0, 1, 2, 3].map(() => here.member()));
  const screens: GatedScreen[] = [];
  for (const writer of writers) screens.push(await screen(writer, notices[0]));
  for (let step = 0; step < 40; step++) {
    const one = random.pick(screens);
    const what = random.below(20);
    if (what < 12) one.type('minutes', random.below(one.text('minutes').length + 1), 'abc');
    else if (what < 15) one.agree();
    else if (what < 17) one.gate.see(asking({ minutes: { generation: 1, position: 3 } }));
    else await here.settle();
  }
  for (const one of screens) one.gate.see(notices[1] ?? '');
  await here.pass(30_000);
  const late = await screen(await here.member(), notices[1]);
  // Of their own, people see what others do not: compared is what is shown of those who agreed.
  for (const one of screens) one.agree();
  await here.until(
    () => screens.every((one) => one.text('minutes') === late.text('minutes')),
    `the same (seed ${seed})`,
  );
  expect(late.held('minutes')).toEqual([]);
  expect(late.text('minutes').length).toBeGreaterThan(0);
  const whole = late.page('minutes').doc.store;
  expect([whole.pendingStructs, whole.pendingDs]).toEqual([null, null]);
});

it('[G-18] a chat that is held back is no chat that was altered', async () => {
  await two();
  const writer = await here.member();
  const document = writer.open(CHAT);
  await here.until(() => document.isOpen, 'open');
  mara.page('chat');
  document.doc.getArray('messages').push(['too early']);
  await here.until(() => mara.held('chat').length > 0, 'held back');
  expect(mara.page('chat').doc.getArray('messages').toJSON()).toEqual([]);
  expect(Y.encodeStateVector(mara.page('chat').doc)).toEqual(Y.encodeStateVector(new Y.Doc()));
});
