import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { SessionId } from '../../shared/src/ids.ts';
import { RelayKeyId } from '../../shared/src/wire/mailApi.ts';
import {
  AwaitedText,
  MAX_TEXT_BYTES,
  TEXT_STEP_BYTES,
  type PutSummaryText,
} from '../../shared/src/wire/summaryTextApi.ts';
import { ConsentStore, type NewConsentRow } from '../../server/src/store/ConsentStore.ts';
import type { TokenBearer } from '../support/fileServer.ts';
import { random } from '../support/signers.ts';
import {
  arm,
  codeOf,
  DAY_MS,
  listed,
  OWNER,
  stage,
  wanted,
  type Stage,
  type Wanted,
} from '../support/summaryStage.ts';

const HOUR_MS = 3_600_000;
const newSession = (): SessionId => v.parse(SessionId, toBase64Url(random(16)));

function boxOf(sessionId: SessionId, bytes = TEXT_STEP_BYTES): PutSummaryText {
  const keyId = v.parse(RelayKeyId, toBase64Url(random(16)));
  return { sessionId, keyId, answersUntil: null, sealedText: toBase64Url(random(bytes + 48)) };
}

const put = async (
  { ask, at }: Stage,
  who: Pick<TokenBearer, 'headers'>,
  body: PutSummaryText,
): Promise<string> => codeOf(await ask(who, 'PUT', { path: `${at}/text`, body }));

const awaited = async ({ ask, at }: Stage): Promise<AwaitedText['waiting']> =>
  v.parse(AwaitedText, await (await ask(OWNER, 'GET', { path: `${at}/text` })).json()).waiting;

interface Ended {
  readonly here: Stage;
  readonly jonas: TokenBearer;
  readonly sessionId: SessionId;
  readonly one: Wanted;
}

/** A session in which Jonas wanted the text, and which has ended. */
async function ended(): Promise<Ended> {
  const here = await stage();
  const jonas = here.files.member();
  const sessionId = await here.beginAnew();
  const one = wanted({ waitsFor: sessionId });
  expect(await arm(here, jonas, one)).toBe('ok');
  await here.endSession(sessionId);
  return { here, jonas, sessionId, one };
}

describe('hostile requests', () => {
  it('[S-17] nobody but the meeting’s account gives a text, or learns who waits', async () => {
    const { here, jonas, sessionId } = await ended();
    const elsewhere = (await stage()).files.member();
    for (const who of [jonas, elsewhere, { headers: {} }]) {
      expect(await put(here, who, boxOf(sessionId))).not.toBe('ok');
      expect((await here.ask(who, 'GET', { path: `${here.at}/text` })).ok).toBe(false);
    }
    await here.pass(HOUR_MS);
    expect(here.relay.sent).toEqual([]);
  });

  it('[S-17] the text of another session, or of another meeting’s, is taken for none', async () => {
    const { here, sessionId } = await ended();
    const other = await ended();
    for (const wrong of [newSession(), other.sessionId]) {
      expect(await put(here, OWNER, boxOf(wrong))).toBe('notNow');
    }
    expect(await put(here, OWNER, boxOf(sessionId))).toBe('ok');
  });

  it('[S-18] an order that waits for a session which does not run is refused', async () => {
    const here = await stage();
    const jonas = here.files.member();
    expect(await arm(here, jonas, wanted({ waitsFor: newSession() }))).toBe('notNow');
    const sessionId = await here.beginAnew();
    await here.endSession(sessionId);
    expect(await arm(here, jonas, wanted({ waitsFor: sessionId }))).toBe('notNow');
    expect(await listed(here, jonas)).toEqual([]);
  });

  it('[S-17] what is too large or too small is refused before anything is kept', async () => {
    const { here, sessionId } = await ended();
    expect(await put(here, OWNER, boxOf(sessionId, MAX_TEXT_BYTES + 1))).toBe('malformed');
    expect(await put(here, OWNER, boxOf(sessionId, 3 * MAX_TEXT_BYTES))).toBe('tooLarge');
    expect(await put(here, OWNER, boxOf(sessionId, 1))).toBe('malformed');
    const rows = await here.files.database.query.selectFrom('summary_text').selectAll().execute();
    expect(rows).toEqual([]);
  });

  it('[S-17] none is taken while the session runs, and of two the first stays', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const sessionId = await here.beginAnew();
    await arm(here, jonas, wanted({ waitsFor: sessionId }));
    expect(await put(here, OWNER, boxOf(sessionId))).toBe('notNow');
    here.relay.outcome = 'failed';
    await here.endSession(sessionId);
    const first = boxOf(sessionId);
    expect(await put(here, OWNER, first)).toBe('ok');
    expect(await put(here, OWNER, first)).toBe('ok');
    expect(await put(here, OWNER, { ...first, ...boxOf(sessionId) })).toBe('notNow');
    here.relay.outcome = 'accepted';
    await here.pass(HOUR_MS);
    expect(here.relay.sent.at(-1)?.text?.sealedText).toBe(first.sealedText);
  });
});

describe('[R59, S-18] orders that wait for the text', () => {
  it('go with it once it is there, once each; what comes later is sent to nobody, and nothing of it stays', async () => {
    const { here, jonas, sessionId, one } = await ended();
    await here.pass(HOUR_MS);
    expect(here.relay.sent).toEqual([]);
    expect(await awaited(here)).toMatchObject({ sessionId, people: 1 });
    const box = boxOf(sessionId);
    expect(await put(here, OWNER, box)).toBe('ok');
    await here.pass(60_000);
    const { keyId, sealedText } = box;
    expect(here.relay.sent).toMatchObject([{ announced: [one.id], text: { keyId, sealedText } }]);
    expect(await listed(here, jonas)).toMatchObject([{ state: 'sent', mail: 'accepted' }]);
    expect(await put(here, OWNER, boxOf(sessionId))).toBe('notNow');
    await here.pass(DAY_MS);
    expect(here.relay.sent).toHaveLength(1);
    expect(await awaited(here)).toBeNull();
    const rows = await here.files.database.query.selectFrom('summary_text').selectAll().execute();
    expect(rows).toEqual([]);
  });

  it('go with the link alone twelve hours after the end, and no text reaches them then', async () => {
    const { here, sessionId } = await ended();
    await here.pass(12 * HOUR_MS - 1_000);
    expect(here.relay.sent).toEqual([]);
    await here.pass(10_000);
    expect(here.relay.sent).toMatchObject([{ text: null }]);
    expect(await put(here, OWNER, boxOf(sessionId))).toBe('notNow');
  });

  it('do not hold up those who asked for the link alone, and those get no text', async () => {
    const here = await stage();
    const [jonas, ilse] = [here.files.member(), here.files.member()];
    const sessionId = await here.beginAnew();
    const [waits, alone] = [wanted({ waitsFor: sessionId }), wanted()];
    await arm(here, jonas, waits);
    await arm(here, ilse, alone);
    await here.endSession(sessionId);
    await here.pass(60_000);
    expect(here.relay.sent).toMatchObject([{ announced: [alone.id], text: null }]);
    await put(here, OWNER, boxOf(sessionId));
    await here.pass(60_000);
    expect(here.relay.sent.map(({ announced }) => announced)).toEqual([[alone.id], [waits.id]]);
  });

  it.each(['revoked', 'taken back'] as const)(
    '[S-9] get nothing when %s meanwhile',
    async (how) => {
      const { here, jonas, sessionId, one } = await ended();
      const who = how === 'revoked' ? OWNER : jonas;
      expect((await here.ask(who, 'DELETE', { path: `${here.at}/${one.id}` })).ok).toBe(true);
      expect(await awaited(here)).toBeNull();
      expect(await put(here, OWNER, boxOf(sessionId))).toBe('notNow');
      await here.pass(DAY_MS);
      expect(here.relay.sent).toEqual([]);
    },
  );

  it('[S-10] are sent again with the link alone', async () => {
    const { here, sessionId, one } = await ended();
    await put(here, OWNER, boxOf(sessionId));
    await here.pass(60_000);
    const again = await here.ask(OWNER, 'POST', { path: `${here.at}/${one.id}/resend` });
    expect(again.ok).toBe(true);
    await here.pass(60_000);
    expect(here.relay.sent.map(({ text }) => text === null)).toEqual([false, true]);
  });

  it('[S-13] wait no more once another session begins, whose text is not theirs', async () => {
    const { here, sessionId } = await ended();
    const next = await here.beginAnew();
    expect(await put(here, OWNER, boxOf(sessionId))).toBe('notNow');
    expect(await put(here, OWNER, boxOf(next))).toBe('notNow');
    await here.pass(60_000);
    expect(here.relay.sent).toMatchObject([{ text: null }]);
  });

  it('[S-6] wait no longer than their key is there for, however long the session went on', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const sessionId = await here.beginAnew();
    await arm(here, jonas, wanted({ waitsFor: sessionId }));
    await here.pass(35 * HOUR_MS);
    await here.endSession(sessionId);
    const waiting = await awaited(here);
    expect((waiting?.until ?? 0) - here.time.now()).toBeLessThanOrEqual(HOUR_MS);
    await here.pass(HOUR_MS + 10_000);
    expect(here.relay.sent).toMatchObject([{ text: null }]);
  });

  it('[R76, S-19] get a text put together anew when somebody answers anew what is asked', async () => {
    const { here, jonas, sessionId } = await ended();
    here.relay.outcome = 'failed';
    const before = boxOf(sessionId);
    await put(here, OWNER, before);
    await here.pass(10_000);
    await withdrawn(here, jonas);
    expect(await awaited(here)).toMatchObject({ people: 1 });
    here.relay.outcome = 'accepted';
    const after = boxOf(sessionId);
    expect(await put(here, OWNER, after)).toBe('ok');
    await here.pass(HOUR_MS);
    const sent = here.relay.sent.filter(({ text }) => text?.sealedText === after.sealedText);
    expect(sent).toHaveLength(1);
    expect(here.relay.sent.filter(({ text }) => text === null)).toEqual([]);
  });

  it('[S-19] get no text that was put together before the newest answer, whoever’s it is', async () => {
    const { here, jonas, sessionId } = await ended();
    await here.files.database.query.updateTable('meeting').set({ asks_consent: 1 }).execute();
    const by = (answersUntil: number | null): Promise<string> =>
      put(here, OWNER, { ...boxOf(sessionId), answersUntil });
    expect(await by(null)).toBe('versionConflict');
    await withdrawn(here, jonas, 3);
    // The organizer's browser reads the answers now, and Ilse takes hers back before the text arrives.
    await withdrawn(here, here.files.member(), 4);
    for (const older of [0, 3, null]) expect(await by(older)).toBe('versionConflict');
    expect(await by(5)).toBe('versionConflict');
    expect(await awaited(here)).toMatchObject({ people: 1 });
    await here.pass(HOUR_MS);
    expect(here.relay.sent).toEqual([]);
    expect(await by(4)).toBe('ok');
    await here.pass(60_000);
    expect(here.relay.sent).toHaveLength(1);
  });

  it('[S-19] that wait their turn do not get it when somebody answers anew meanwhile', async () => {
    const here = await stage();
    const [jonas, ilse] = [here.files.member(), here.files.member()];
    const sessionId = await here.beginAnew();
    for (const who of [jonas, ilse]) await arm(here, who, wanted({ waitsFor: sessionId }));
    await here.endSession(sessionId);
    let answers = 0;
    here.relay.meanwhile = async () => {
      if (answers++ === 0) await withdrawn(here, ilse);
    };
    const [before, after] = [boxOf(sessionId), { ...boxOf(sessionId), answersUntil: 1 }];
    expect(await put(here, OWNER, before)).toBe('ok');
    await here.pass(60_000);
    expect(here.relay.sent.map(({ text }) => text?.sealedText)).toEqual([before.sealedText]);
    expect(await put(here, OWNER, after)).toBe('ok');
    await here.pass(60_000);
    const texts = here.relay.sent.map(({ text }) => text?.sealedText);
    expect(texts).toEqual([before.sealedText, after.sealedText]);
  });

  it('[R57] go with their meeting, and the text with them', async () => {
    const { here, sessionId } = await ended();
    here.relay.outcome = 'failed';
    await put(here, OWNER, boxOf(sessionId));
    const { database } = here.files;
    await database.query.deleteFrom('meeting').execute();
    expect(await database.query.selectFrom('summary_text').selectAll().execute()).toEqual([]);
  });
});

/** Somebody hands in another answer; what it says the server does not know. */
async function withdrawn(
  { files, time }: Stage,
  { participantId }: TokenBearer,
  position = 1,
): Promise<void> {
  const { database, meetingId } = files;
  const { accountId } = await database.query
    .selectFrom('meeting')
    .select('account_id as accountId')
    .executeTakeFirstOrThrow();
  const consent: NewConsentRow = {
    ...{ meetingId, position, participantId, mayProduce: false },
    ...{ sealedRecord: random(40), link: 'copied 1' },
  };
  const recordedAt = time.now();
  const step = { position, commitment: random(32), recordedAt, head: random(32) };
  const store = new ConsentStore(database);
  await store.appending(accountId, (queries) =>
    store.append(queries, accountId, { step, consent }),
  );
}
