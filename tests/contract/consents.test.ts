import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { fromBase64Url, toBase64Url, type Bytes } from '../../shared/src/bytes.ts';
import type { AccountId, MeetingId, ParticipantId } from '../../shared/src/ids.ts';
import type { HandInConsent } from '../../shared/src/wire/consentApi.ts';
import { CHAIN_BEGIN, chainBytes, handInBytes } from '../../shared/src/wire/signed/consent.ts';
import { Consents } from '../../server/src/consent/Consents.ts';
import { RateLimit } from '../../server/src/http/RateLimit.ts';
import { ConsentStore } from '../../server/src/store/ConsentStore.ts';
import { sql } from '../../server/src/store/Database.ts';
import { MeetingStore } from '../../server/src/store/MeetingStore.ts';
import { describeDatabases, type OpenDatabase } from '../support/databases.ts';
import { ManualClock } from '../support/ManualClock.ts';
import { newSigner, participantIdOf, random, type Signer } from '../support/signers.ts';
import { newAccountIn } from '../support/storedAccount.ts';
import { testDesk } from '../support/testDesk.ts';
import { draftMeeting } from '../support/testMeeting.ts';

const MINUTE_MS = 60_000;
const OFFICE = { link: 'copied 1', address: '192.0.2.7' };

type Place = { readonly id: MeetingId; readonly accountId: AccountId };

/** What somebody hands in; what is sealed means nothing to the server. */
function handIn(whose: Signer, { id }: Place, mayProduce = true): HandInConsent {
  const commitment = random(32);
  const signature = whose.sign(handInBytes(id, { commitment, mayProduce }));
  return {
    participantKey: toBase64Url(whose.publicKey),
    mayProduce,
    commitment: toBase64Url(commitment),
    sealedRecord: toBase64Url(random(300)),
    signature: toBase64Url(signature),
  };
}

async function setting(open: OpenDatabase, perAddress = 1_000) {
  const clock = new ManualClock();
  const database = await open(clock);
  const meetings = new MeetingStore(database);
  const desk = testDesk({ store: meetings, clock });
  const store = new ConsentStore(database);
  const mailed: [AccountId, number][] = [];
  const stopped: [MeetingId, ParticipantId][] = [];
  const taking = new Consents({
    ...{ store, clock },
    perAddress: new RateLimit({ times: perAddress, perMs: 60 * MINUTE_MS }),
    witness: (accountId, { position }) => mailed.push([accountId, position]),
    stopped: (...whom) => stopped.push(whom),
  });
  const consents = {
    handIn: (place: Place, request: HandInConsent, from = OFFICE) =>
      taking.handIn(place, request, from),
    list: (place: Place) => taking.list(place),
  };
  async function meetingOf(accountId: AccountId, asksConsent = true): Promise<Place> {
    const { request, meetingId: id } = draftMeeting({ asksConsent });
    await desk.create(accountId, request);
    return { id, accountId };
  }
  /** As when its organizer renews the card. */
  async function renew({ id, accountId }: Place, asksConsent: boolean): Promise<void> {
    const { links } = draftMeeting().request;
    await desk.replaceLinks(accountId, id, { open: false, openKeys: null, links, asksConsent });
  }
  const account = (): Promise<AccountId> => newAccountIn(database, clock);
  return { clock, database, store, consents, mailed, stopped, account, meetingOf, renew };
}

const hash = (bytes: Uint8Array): Bytes =>
  new Uint8Array(createHash('sha256').update(bytes).digest());

describeDatabases('consents', (open) => {
  it('[G-5] refuses what was altered, moved to another meeting or signed by another key, and keeps nothing of it', async () => {
    const { consents, account, meetingOf, mailed } = await setting(open);
    const mara = await account();
    const [here, there] = [await meetingOf(mara), await meetingOf(mara)];
    const [ilse, tomas] = [newSigner(), newSigner()];
    const genuine = handIn(ilse, here);
    const bad: [Place, HandInConsent][] = [
      [there, genuine],
      [here, { ...genuine, mayProduce: false }],
      [here, { ...genuine, commitment: toBase64Url(random(32)) }],
      [here, { ...genuine, participantKey: toBase64Url(tomas.publicKey) }],
      [here, { ...genuine, participantKey: toBase64Url(new Uint8Array(32)) }],
      [here, { ...genuine, signature: toBase64Url(random(64)) }],
    ];
    for (const [place, request] of bad) {
      await expect(consents.handIn(place, request)).rejects.toMatchObject({ code: 'notAllowed' });
    }
    expect((await consents.list(here)).consents).toEqual([]);
    expect((await consents.list(there)).steps).toEqual([]);
    expect(mailed).toEqual([]);
  });

  it('[G-6, R72] chains all of an account, of whole minutes, and tells the organizer each once', async () => {
    const { clock, consents, account, meetingOf, mailed } = await setting(open);
    const mara = await account();
    const [here, there] = [await meetingOf(mara), await meetingOf(mara)];
    const ilse = newSigner();
    const requests = [handIn(ilse, here), handIn(newSigner(), there), handIn(ilse, here, false)];
    const taken = [];
    for (const [at, request] of requests.entries()) {
      clock.advance(at * 90_000);
      taken.push(await consents.handIn(at === 1 ? there : here, request));
    }
    let head: Uint8Array = CHAIN_BEGIN;
    for (const [at, step] of taken.entries()) {
      expect(step.headBefore).toBe(toBase64Url(head));
      expect(step).toMatchObject({ position: at + 1, commitment: requests[at]?.commitment });
      expect(step.recordedAt % MINUTE_MS).toBe(0);
      head = hash(chainBytes(head, { ...step, commitment: fromBase64Url(step.commitment) }));
      expect(step.head).toBe(toBase64Url(head));
    }
    expect(mailed).toEqual([1, 2, 3].map((position) => [mara, position]));
    // A list begins with the meeting's first and has no gap, whatever meeting the others are of.
    const list = await consents.list(there);
    expect(list.headBefore).toBe(taken[0]?.head);
    expect(list.steps.map(({ position }) => position)).toEqual([2, 3]);
    expect(list.consents.map(({ position }) => position)).toEqual([2]);
    expect((await consents.list(here)).consents).toMatchObject([
      { position: 1, mayProduce: true, sealedRecord: requests[0]?.sealedRecord },
      { position: 3, mayProduce: false, participantId: participantIdOf(ilse) },
    ]);
  });

  it('[G-6] a replay gives the step that there is, and neither mails nor stops anybody again', async () => {
    const { clock, consents, account, meetingOf, mailed, stopped, store } = await setting(open);
    const place = await meetingOf(await account());
    const ilse = newSigner();
    const [given, withdrawn] = [handIn(ilse, place), handIn(ilse, place, false)];
    const first = await consents.handIn(place, given);
    const second = await consents.handIn(place, withdrawn);
    clock.advance(3 * MINUTE_MS);
    expect(await consents.handIn(place, given)).toEqual(first);
    expect(await consents.handIn(place, withdrawn)).toEqual(second);
    expect(await store.mayProduce(place.id, participantIdOf(ilse))).toBe(false);
    expect(mailed).toHaveLength(2);
    expect(stopped).toEqual([[place.id, participantIdOf(ilse)]]);
  });

  it('[G-6] does not fork where several arrive at the same moment', async () => {
    const { consents, account, meetingOf } = await setting(open);
    const place = await meetingOf(await account());
    const requests = Array.from({ length: 8 }, () => handIn(newSigner(), place));
    const taken = await Promise.all(requests.map((one) => consents.handIn(place, one)));
    const heads = new Map(taken.map(({ position, head }) => [position, head]));
    expect([...heads.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    for (const { position, headBefore } of taken.filter((one) => one.position > 1)) {
      expect(headBefore).toBe(heads.get(position - 1));
    }
  });

  it('[G-8, R44] what was said goes with its meeting, and the chain still leads from head to head', async () => {
    const { consents, account, meetingOf, database } = await setting(open);
    const mara = await account();
    const [kept, deleted] = [await meetingOf(mara), await meetingOf(mara)];
    const first = await consents.handIn(kept, handIn(newSigner(), kept));
    const gone = await consents.handIn(deleted, handIn(newSigner(), deleted));
    await consents.handIn(kept, handIn(newSigner(), kept));
    await sql`delete from consent where meeting_id = ${deleted.id}`.execute(database.query);
    expect((await consents.list(deleted)).consents).toEqual([]);
    const { steps } = await consents.list(kept);
    expect(steps.map(({ head }) => head).slice(0, 2)).toEqual([first.head, gone.head]);
    expect(await consents.handIn(kept, handIn(newSigner(), kept))).toMatchObject({ position: 4 });
  });

  it('[G-9, R69] a meeting asks from the moment it is made, and the newest word counts', async () => {
    const { consents, account, meetingOf, store, renew } = await setting(open);
    const mara = await account();
    const [asking, other] = [await meetingOf(mara), await meetingOf(mara, false)];
    expect([await store.asks(asking.id), await store.asks(other.id)]).toEqual([true, false]);
    await renew(asking, false);
    await renew(other, true);
    expect([await store.asks(asking.id), await store.asks(other.id)]).toEqual([false, true]);
    await renew(asking, true);
    const ilse = newSigner();
    const may = (): Promise<boolean | undefined> =>
      store.mayProduce(asking.id, participantIdOf(ilse));
    expect(await may()).toBeUndefined();
    await consents.handIn(other, handIn(ilse, other));
    expect(await may()).toBeUndefined();
    for (const word of [true, false, true]) {
      await consents.handIn(asking, handIn(ilse, asking, word));
      expect(await may()).toBe(word);
    }
  });

  it('[G-14] takes fifty answers of one participant, and one more that takes back', async () => {
    const { consents, account, meetingOf, store } = await setting(open);
    const place = await meetingOf(await account());
    const [loud, ilse] = [newSigner(), newSigner()];
    await consents.handIn(place, handIn(ilse, place));
    for (let time = 0; time < 50; time += 1) await consents.handIn(place, handIn(loud, place));
    const full = { code: 'quotaExceeded' };
    await expect(consents.handIn(place, handIn(loud, place))).rejects.toMatchObject(full);
    await consents.handIn(place, handIn(loud, place, false));
    expect(await store.mayProduce(place.id, participantIdOf(loud))).toBe(false);
    await expect(consents.handIn(place, handIn(loud, place))).rejects.toMatchObject(full);
    for (let count = 51; count < 100; count += 1) {
      await consents.handIn(place, handIn(loud, place, false));
    }
    await expect(consents.handIn(place, handIn(loud, place, false))).rejects.toMatchObject(full);
    // Nobody else is held up by that.
    await consents.handIn(place, handIn(ilse, place, false));
    expect(await store.mayProduce(place.id, participantIdOf(ilse))).toBe(false);
  });

  it('[G-14, R75] a link that is full takes back what was given, in part too, and keeps out nobody with another link', async () => {
    const { consents, account, meetingOf, database, store } = await setting(open);
    const place = await meetingOf(await account());
    const [ilse, tomas] = [newSigner(), newSigner()];
    await consents.handIn(place, handIn(ilse, place));
    // What strangers with a link and many keys leave behind.
    await sql`insert into consent (meeting_id, position, participant_id, may_produce, sealed_record, link)
      with recursive n(i) as (select 2 union all select i + 1 from n where i < 2500)
      select ${place.id}, i + 100000, ${participantIdOf(newSigner())}, 1, ${random(8)}, ${OFFICE.link} from n`.execute(
      database.query,
    );
    const full = { code: 'quotaExceeded' };
    await expect(consents.handIn(place, handIn(tomas, place))).rejects.toMatchObject(full);
    await expect(consents.handIn(place, handIn(tomas, place, false))).rejects.toMatchObject(full);
    // What is kept was taken back, being seen was not: to the server an answer like the first.
    await consents.handIn(place, handIn(ilse, place));
    await consents.handIn(place, handIn(ilse, place, false));
    expect(await store.mayProduce(place.id, participantIdOf(ilse))).toBe(false);
    // By the other link, and by the one that the organizer makes anew.
    for (const link of ['mailed 1', 'copied 2']) {
      const signer = newSigner();
      await consents.handIn(place, handIn(signer, place), { ...OFFICE, link });
      expect(await store.mayProduce(place.id, participantIdOf(signer))).toBe(true);
    }
  });

  it('[G-14, T27] one network answers so often a day in a meeting, takes back beyond it, and leaves the others room', async () => {
    const { consents, account, meetingOf } = await setting(open, 2);
    const mara = await account();
    const [place, other] = [await meetingOf(mara), await meetingOf(mara)];
    const ilse = newSigner();
    await consents.handIn(place, handIn(ilse, place));
    const given = handIn(newSigner(), place);
    const first = await consents.handIn(place, given);
    const flood = newSigner();
    const tooMany = { code: 'tooMany' };
    for (const link of ['copied 1', 'mailed 1']) {
      const refused = consents.handIn(place, handIn(flood, place), { ...OFFICE, link });
      await expect(refused).rejects.toMatchObject(tooMany);
    }
    expect(await consents.handIn(place, given)).toEqual(first);
    await consents.handIn(place, handIn(ilse, place, false));
    await consents.handIn(other, handIn(flood, other));
    const elsewhere = { ...OFFICE, address: '198.51.100.7' };
    await consents.handIn(place, handIn(newSigner(), place), elsewhere);
    expect((await consents.list(place)).consents).toHaveLength(4);
  });

  it('[G-5, G-6] whoever hands in what somebody else committed to gets nothing for it', async () => {
    const { consents, account, meetingOf } = await setting(open);
    const mara = await account();
    const [here, there] = [await meetingOf(mara), await meetingOf(mara)];
    const [ilse, tomas] = [newSigner(), newSigner()];
    const genuine = handIn(ilse, here);
    const taken = await consents.handIn(here, genuine);
    const commitment = fromBase64Url(genuine.commitment);
    const signed = (whose: Signer, { id }: Place, mayProduce = true): HandInConsent => {
      const signature = toBase64Url(whose.sign(handInBytes(id, { commitment, mayProduce })));
      const participantKey = toBase64Url(whose.publicKey);
      return { ...genuine, participantKey, mayProduce, signature };
    };
    const others: [Place, HandInConsent][] = [
      [here, signed(tomas, here)],
      [there, signed(ilse, there)],
      [here, signed(ilse, here, false)],
    ];
    for (const [place, request] of others) {
      await expect(consents.handIn(place, request)).rejects.toMatchObject({ code: 'notAllowed' });
    }
    expect(await consents.handIn(here, genuine)).toEqual(taken);
    expect((await consents.list(here)).steps).toHaveLength(1);
    expect((await consents.list(there)).consents).toEqual([]);
  });

  it('[G-14] a meeting that asks for nothing takes no answer, but takes back what was given while it asked', async () => {
    const { consents, account, meetingOf, mailed, renew } = await setting(open);
    const place = await meetingOf(await account(), false);
    const ilse = newSigner();
    const untimely = { code: 'notNow' };
    for (const word of [true, false]) {
      await expect(consents.handIn(place, handIn(ilse, place, word))).rejects.toMatchObject(
        untimely,
      );
    }
    expect(mailed).toEqual([]);
    await renew(place, true);
    await consents.handIn(place, handIn(ilse, place));
    await renew(place, false);
    await expect(consents.handIn(place, handIn(ilse, place))).rejects.toMatchObject(untimely);
    await consents.handIn(place, handIn(ilse, place, false));
    expect(mailed).toHaveLength(2);
  });
});
