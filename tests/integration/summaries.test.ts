import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../shared/src/bytes.ts';
import {
  OpenedSummary,
  SUMMARY_ORDER_BYTES,
  SUMMARY_SELF_BYTES,
} from '../../shared/src/wire/summaryApi.ts';
import { newFileId } from '../support/fileServer.ts';
import { random } from '../support/signers.ts';
import {
  arm,
  codeOf,
  DAY_MS,
  listed,
  newSummaryId,
  opened,
  OWNER,
  stage,
  wanted,
} from '../support/summaryStage.ts';

describe('[R42, R59] a summary that somebody wants', () => {
  it('[S-7] goes out once when the meeting has ended, and not before', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    expect(await arm(here, jonas, one)).toBe('ok');
    await here.pass(60_000);
    expect(here.relay.sent).toEqual([]);
    expect(await codeOf(await opened(here, one))).toBe('notNow');
    await here.end();
    await here.pass(60_000);
    expect(here.relay.sent).toMatchObject([
      { kind: 'summary', announced: [one.id], sealedOrder: one.body.order.sealedOrder },
    ]);
    expect(here.relay.sent[0]?.organizer.address).toBe('mara@hallwerk.example');
    expect(await listed(here, jonas)).toMatchObject([{ state: 'sent', mail: 'accepted' }]);
    await here.pass(DAY_MS);
    expect(here.relay.sent).toHaveLength(1);
  });

  it('[S-7] is not sent again after a restart, whatever stood when it broke', async () => {
    const here = await stage();
    const jonas = here.files.member();
    await arm(here, jonas, wanted());
    await here.end();
    await here.startAgain();
    await here.pass(1_000);
    here.relay.outcome = 'unknown';
    await here.startAgain();
    await here.pass(DAY_MS);
    expect(here.relay.sent).toHaveLength(1);
  });

  it('[S-7] is tried again when the mail server was down, and given up with the relay’s key', async () => {
    const here = await stage();
    const jonas = here.files.member();
    here.relay.outcome = 'failed';
    await arm(here, jonas, wanted());
    await here.end();
    await here.pass(20 * 60_000);
    const tries = here.relay.sent.length;
    expect(tries).toBeGreaterThan(2);
    here.relay.outcome = 'accepted';
    await here.pass(10 * 60_000);
    expect(here.relay.sent).toHaveLength(tries + 1);

    const late = wanted();
    const ilse = here.files.member();
    await here.files.database.query.updateTable('meeting').set({ ended_at: null }).execute();
    await arm(here, ilse, late);
    await here.pass(3 * DAY_MS + 60_000);
    expect(await listed(here, ilse)).toMatchObject([{ state: 'lost', mail: null }]);
    await here.end();
    await here.pass(60_000);
    expect(here.relay.sent).toHaveLength(tries + 1);
  });

  it('[S-6] takes the place of the one before it, of the same participant alone', async () => {
    const here = await stage();
    const [jonas, ilse] = [here.files.member(), here.files.member()];
    const [first, second, other] = [wanted(), wanted(), wanted()];
    await arm(here, jonas, first);
    await arm(here, ilse, other);
    await arm(here, jonas, second);
    expect((await listed(here, jonas)).map(({ summaryId }) => summaryId)).toEqual([second.id]);
    await here.end();
    await here.pass(60_000);
    const sent = here.relay.sent.flatMap(({ announced }) => announced);
    expect(sent.toSorted()).toEqual([second.id, other.id].toSorted());
    expect(await codeOf(await opened(here, first))).toBe('notFound');
  });

  it('[S-9] goes as if it had never been when it is taken back', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    await arm(here, jonas, one);
    const gone = await here.ask(jonas, 'DELETE', { path: `${here.at}/${one.id}` });
    expect(await codeOf(gone)).toBe('ok');
    await here.end();
    await here.pass(60_000);
    expect(here.relay.sent).toEqual([]);
    expect(await here.files.database.query.selectFrom('summary_box').selectAll().execute()).toEqual(
      [],
    );
  });
});

describe('taking back what is under way', () => {
  it.each([
    ['revoked', 'before'],
    ['revoked', 'meanwhile'],
    ['dropped', 'before'],
    ['dropped', 'meanwhile'],
  ] as const)('[S-9] what is %s %s its sending is mailed to nobody', async (how, when) => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    await arm(here, jonas, one);
    await here.end();
    here.relay[when] = async () => {
      const who = how === 'revoked' ? OWNER : jonas;
      await here.ask(who, 'DELETE', { path: `${here.at}/${one.id}` });
    };
    await here.pass(DAY_MS);
    expect(here.relay.sent).toEqual([]);
    const rows = await listed(here, jonas);
    expect(rows.map(({ state }) => state)).toEqual(how === 'revoked' ? ['revoked'] : []);
  });

  it('[M-8, R66] what the organizer has sent again counts against the day', async () => {
    const here = await stage(3);
    const jonas = here.files.member();
    const one = wanted();
    await arm(here, jonas, one);
    await here.end();
    const again = async (): Promise<string> => {
      await here.pass(60_000);
      return codeOf(await here.ask(OWNER, 'POST', { path: `${here.at}/${one.id}/resend` }));
    };
    expect([await again(), await again(), await again()]).toEqual(['ok', 'ok', 'mailLimit']);
    expect(here.relay.sent).toHaveLength(3);
    await here.pass(DAY_MS);
    expect(await again()).toBe('ok');
    await here.pass(60_000);
    expect(here.relay.sent).toHaveLength(4);
  });
});

describe('[S-13] a later session of the same meeting', () => {
  it('leaves the link of the one before as it was, and gives it no key', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    await arm(here, jonas, one);
    await here.end();
    await here.pass(60_000);
    await here.beginAnew();
    expect(await codeOf(await opened(here, one))).toBe('ok');
    const box = { summaryId: one.id, recordNumber: 2, sealedKey: toBase64Url(random(80)) };
    const added = await here.ask(OWNER, 'POST', {
      path: `${here.at}/boxes`,
      body: { boxes: [box] },
    });
    expect(await codeOf(added)).toBe('ok');
    const served = v.parse(OpenedSummary, await (await opened(here, one)).json());
    if (served.state !== 'open') throw new Error('not open');
    expect(served.boxes.map(({ recordNumber }) => recordNumber)).toEqual([1]);
    expect(await listed(here, jonas)).toMatchObject([{ earlier: true, recordNumber: 1 }]);
    const next = wanted();
    await arm(here, jonas, next);
    expect(await codeOf(await opened(here, next))).toBe('notNow');
  });

  it('what was kept back then still goes out, and shows what was written then', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    here.relay.outcome = 'failed';
    await arm(here, jonas, one);
    await here.end();
    await here.pass(60_000);
    await here.beginAnew();
    const tries = here.relay.sent.length;
    here.relay.outcome = 'accepted';
    await here.pass(10 * 60_000);
    expect(here.relay.sent).toHaveLength(tries + 1);
    expect(await codeOf(await opened(here, one))).toBe('ok');
  });

  it('serves no file that came since then', async () => {
    const here = await stage();
    const { files, time } = here;
    const jonas = files.member();
    const one = wanted();
    await arm(here, jonas, one);
    await here.end();
    const put = async (): Promise<string> => {
      const path = `files/${newFileId()}`;
      await files.ask(jonas, 'PUT', { path, body: { sealedBytes: 40, chunks: 1 } });
      await files.put(jonas, `${path}/chunks/0`, random(40));
      expect((await files.ask(jonas, 'POST', { path: `${path}/complete` })).ok).toBe(true);
      return `${path}/chunks/0`;
    };
    const link = { headers: { authorization: `Summary ${one.id}.${one.access}` } };
    const then = await put();
    time.advance(files.clock.now() - time.now() + 1);
    files.clock.advance(2);
    await here.beginAnew();
    const since = await put();
    expect((await files.ask(link, 'GET', { path: then })).status).toBe(200);
    expect((await files.ask(link, 'GET', { path: since })).status).toBe(404);
    expect((await files.ask(jonas, 'GET', { path: since })).status).toBe(200);
  });
});

describe('hostile requests', () => {
  it('[T15] nobody touches or sees the summary of somebody else', async () => {
    const here = await stage();
    const [jonas, eve] = [here.files.member(), here.files.member()];
    const one = wanted();
    await arm(here, jonas, one);
    expect(await listed(here, eve)).toEqual([]);
    const away = { path: `${here.at}/${one.id}` };
    expect(await codeOf(await here.ask(eve, 'DELETE', away))).toBe('notFound');
    expect(await arm(here, eve, { ...wanted(), id: one.id })).toBe('notAllowed');
    const box = { summaryId: one.id, recordNumber: 1, sealedKey: toBase64Url(random(80)) };
    await here.ask(eve, 'POST', { path: `${here.at}/boxes`, body: { boxes: [box] } });
    const resent = await here.ask(eve, 'POST', { path: `${here.at}/${one.id}/resend` });
    expect(await codeOf(resent)).toBe('notAllowed');
    await here.end();
    const served = v.parse(OpenedSummary, await (await opened(here, one)).json());
    if (served.state !== 'open') throw new Error('not open');
    expect(served.boxes.map(({ sealedKey }) => sealedKey)).toEqual([one.body.box.sealedKey]);
  });

  it('[T15] a member of another meeting, a guest with no token and a stranger are told nothing', async () => {
    const here = await stage();
    const other = await stage();
    const elsewhere = other.files.member();
    for (const who of [elsewhere, { headers: {} }, { headers: { authorization: 'Bearer x' } }]) {
      const response = await here.ask(who, 'PUT', {
        path: `${here.at}/${newSummaryId()}`,
        body: wanted().body,
      });
      expect(response.ok).toBe(false);
      expect((await here.ask(who, 'GET', { path: here.at })).ok).toBe(false);
      expect((await here.ask(who, 'GET', { path: `${here.at}/key` })).ok).toBe(false);
    }
  });

  it('[S-6] the same request again is no second summary, and an altered one is refused', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const one = wanted();
    expect(await arm(here, jonas, one)).toBe('ok');
    expect(await arm(here, jonas, one)).toBe('ok');
    expect(await listed(here, jonas)).toHaveLength(1);
    const accessHash = toBase64Url(random(32));
    expect(await arm(here, jonas, { ...one, body: { ...one.body, accessHash } })).toBe(
      'notAllowed',
    );
  });

  it('what is too long, too short or under a record that is not there is malformed', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const { box, order } = wanted().body;
    const longer = toBase64Url(random(SUMMARY_SELF_BYTES + 1));
    const tooLong = toBase64Url(random(SUMMARY_ORDER_BYTES + 1));
    for (const change of [
      { sealedSelf: longer },
      { sealedSelf: '' },
      { box: { ...box, recordNumber: 2 } },
      { box: { ...box, sealedKey: toBase64Url(random(79)) } },
      { order: { ...order, sealedOrder: tooLong } },
      { accessHash: toBase64Url(random(31)) },
    ]) {
      expect(await arm(here, jonas, wanted(change))).toBe('malformed');
    }
    expect(await listed(here, jonas)).toEqual([]);
  });

  it('[R66] nobody piles up summaries: a participant has ten that were sent, and one that waits', async () => {
    const here = await stage();
    const jonas = here.files.member();
    for (let count = 0; count < 10; count++) {
      expect(await arm(here, jonas, wanted())).toBe('ok');
      await here.end();
      await here.pass(60_000);
      await here.files.database.query.updateTable('meeting').set({ ended_at: null }).execute();
    }
    expect(here.relay.sent).toHaveLength(10);
    expect(await arm(here, jonas, wanted())).toBe('quotaExceeded');
  });

  it('[S-2, S-8] a link opens with its own access alone, and by a POST', async () => {
    const here = await stage();
    const jonas = here.files.member();
    const [one, two] = [wanted(), wanted()];
    await arm(here, jonas, one);
    await arm(here, here.files.member(), two);
    await here.end();
    expect(await codeOf(await opened(here, { id: one.id, access: two.access }))).toBe('notFound');
    const hash = one.body.accessHash;
    expect(await codeOf(await opened(here, { id: one.id, access: hash }))).toBe('notFound');
    const headers = { authorization: `Summary ${one.id}.${one.access}` };
    const seen = await here.ask({ headers }, 'GET', { path: `/api/summaries/${one.id}/open` });
    expect(seen.status).toBe(404);
    const asMember = await here.ask({ headers }, 'GET', { path: here.at });
    expect(asMember.ok).toBe(false);
    const served = v.parse(OpenedSummary, await (await opened(here, one)).json());
    expect(served).toMatchObject({ state: 'open', sealedSelf: one.body.sealedSelf });
    expect(fromBase64Url(one.access)).toHaveLength(32);
  });

  it('[S-7] an order that the relay cannot open is lost, and asked for no more', async () => {
    const here = await stage();
    const jonas = here.files.member();
    here.relay.refuses = 'malformed';
    await arm(here, jonas, wanted());
    await here.end();
    await here.pass(60_000);
    expect(await listed(here, jonas)).toMatchObject([{ state: 'lost' }]);
    here.relay.refuses = undefined;
    await here.pass(DAY_MS);
    expect(here.relay.sent).toEqual([]);
  });
});
