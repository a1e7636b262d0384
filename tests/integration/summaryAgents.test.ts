import * as v from 'valibot';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { ROLE_HEADER } from '../../shared/src/wire/filesApi.ts';
import { SessionId, type ParticipantId } from '../../shared/src/ids.ts';
import type { MeetingText } from '../../shared/src/mail/MeetingText.ts';
import { SummaryId } from '../../shared/src/wire/summaryApi.ts';
import type { DocumentPlace } from '../../shared/src/wire/documents.ts';
import { placeSegment } from '../../shared/src/wire/documentsApi.ts';
import { openSummary as openDocuments } from '../../web/src/lib/documents/worker/openSummary.ts';
import { sealOwnSummary, summaryCode } from '../../web/src/lib/documents/worker/summarySeal.ts';
import { summaryCodeText, readSummaryCode } from '../../web/src/lib/e2ee/objects/summaryCode.ts';
import type { SummaryTarget } from '../../web/src/lib/e2ee/session/SummaryAgent.ts';
import { systemTimers } from '../../web/src/lib/e2ee/session/Timers.ts';
import { openSummary, type SummaryOutcome } from '../../web/src/lib/summary/openSummary.ts';
import { prepareSummary } from '../../web/src/lib/summary/prepareSummary.ts';
import { sealText } from '../../web/src/lib/summary/text/sealText.ts';
import { SummaryApi } from '../../web/src/lib/summary/SummaryApi.ts';
import { readSummaryLink } from '../../web/src/lib/summary/summaryLink.ts';
import { wantedIn, writeWanted } from '../../web/src/lib/summary/wantedSummaries.ts';
import { CHAT, decoderInProcess, TestDocument } from '../support/documentWorld.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { RealDocuments } from '../support/RealDocuments.ts';
import { makeMeeting } from '../support/RealTab.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import { verifyAddresses } from '../support/verifiedAddress.ts';

const ROSTER: DocumentPlace = { kind: 'roster', owner: null };
const Mails = v.array(v.object({ to: v.string(), subject: v.string(), text: v.string() }));

let server: RunningServer;
let organizer: NodeBrowser;
beforeAll(async () => {
  server = await startServer();
  organizer = new NodeBrowser(server.origin);
  await organizer.register();
  verifyAddresses(server);
});
afterAll(() => server.remove());

type Meeting = Awaited<ReturnType<typeof makeMeeting>>;

/** Somebody in the room with a private note, who wants a summary as the room's page would. */
class Person {
  readonly page: RealDocuments;
  readonly api: SummaryApi;
  readonly roster: TestDocument;
  readonly notes: TestDocument;
  readonly place: DocumentPlace;
  readonly chat: TestDocument;

  constructor(page: RealDocuments, token: string, notes: DocumentPlace) {
    this.page = page;
    this.roster = page.read(ROSTER);
    this.chat = page.read(CHAT);
    this.notes = page.read(notes);
    this.place = notes;
    const headers = (): Record<string, string> => {
      const { certificate } = page.tab.agent.files;
      const role = certificate && { [ROLE_HEADER]: toBase64Url(certificate) };
      return { authorization: `Bearer ${token}`, ...role };
    };
    this.api = new SummaryApi({
      ...{ meetingId: page.tab.agent.view.meetingId, headers },
      fetch: at,
    });
  }

  static async in(meeting: Meeting, name: string, as: 'host' | 'guest'): Promise<Person> {
    const by = as === 'host' ? { host: meeting.hostMeeting } : { link: meeting.links.copied };
    const page = await RealDocuments.open(server.origin, { meeting, ...by });
    await page.tab.inside(name);
    const { token } = await page.tab.signaling.request('openDocuments', {});
    const owner = page.tab.agent.view.self?.participantId;
    if (owner === undefined) throw new Error('inside without being somebody');
    return new Person(page, toBase64Url(token), { kind: 'notes', owner });
  }

  sealKeys = (
    targets: readonly SummaryTarget[],
  ): ReturnType<typeof this.page.tab.agent.summary.sealKeys> =>
    this.page.tab.agent.summary.sealKeys(targets);

  async want(address: string, withCode = false, withText = false): Promise<void> {
    const { keys } = this.page;
    const code = withCode ? await summaryCode(keys) : undefined;
    const { target, request } = await prepareSummary(
      { address, language: 'en', code, withText },
      {
        meetingId: this.page.tab.agent.view.meetingId,
        self: this.id,
        relayKey: await this.api.key(),
        origin: server.origin,
        sealKeys: this.sealKeys,
        sealSelf: (one) =>
          sealOwnSummary(keys, { ...one, topic: 'Shift plan', organizer: 'Mara Feldhaus' }),
      },
    );
    await this.api.arm(target.summaryId, request);
    await this.page.until(() => this.roster.isOpen, 'reading the roster');
    writeWanted(this.#roster, target, target.publicKey);
    await this.page.until(() => this.roster.state.kind === 'saved', 'saving the roster');
  }

  get id(): ParticipantId {
    const id = this.page.tab.agent.view.self?.participantId;
    if (id === undefined) throw new Error('nobody');
    return id;
  }

  async writes(document: TestDocument, text: string): Promise<void> {
    await this.page.until(() => document.isOpen, 'open');
    document.text.insert(0, text);
    await this.page.until(() => document.state.kind === 'saved', 'saved');
  }

  /** As the keeper of the room's page does it for who leads. */
  async tends(): Promise<void> {
    const room = await this.sealKeys([]);
    const { recordNumber } = room;
    const wanted = [...wantedIn(this.#roster, room).values()];
    const listed = await this.api.list();
    const missing = listed.filter((one) => one.recordNumber < recordNumber);
    const ids = new Set(missing.map(({ summaryId }) => summaryId));
    const sealed = await this.sealKeys(wanted.filter(({ summaryId }) => ids.has(summaryId)));
    if (sealed.boxes.length > 0) await this.api.addBoxes(sealed);
  }

  get #roster(): Parameters<typeof wantedIn>[0] {
    return { doc: this.roster.doc, authorOf: (client) => this.roster.authors.get(client) };
  }
}

const at: typeof fetch = (path, init = {}) => {
  const headers = new Headers(init.headers);
  headers.set('origin', server.origin);
  return fetch(typeof path === 'string' ? new URL(path, server.origin) : path, {
    ...init,
    headers,
  });
};

/** The links of the mails to these addresses, once each of them has come, and none twice. */
async function mailed(...addresses: string[]): Promise<Map<string, string>> {
  const summaries = async (): Promise<v.InferOutput<typeof Mails>> => {
    const all = v.parse(Mails, await (await fetch(`${server.origin}/dev/mail.json`)).json());
    return all.filter(({ to }) => addresses.some((address) => to.includes(address)));
  };
  const { length } = addresses;
  await expect.poll(async () => (await summaries()).length, { timeout: 40_000 }).toBe(length);
  return new Map(
    (await summaries()).map(({ to, text }) => [
      /[\w.]+@summary\.example/u.exec(to)?.[0] ?? '',
      /http\S+\/s\/\S+/u.exec(text)?.[0] ?? '',
    ]),
  );
}

function opening(link: string, typed?: string): Promise<SummaryOutcome> {
  const { pathname, hash } = new URL(link);
  const read = readSummaryLink(pathname.slice('/s/'.length), hash);
  if (read === undefined) throw new Error('a damaged link');
  return openSummary(read, typed === undefined ? undefined : readSummaryCode(typed), at);
}

/** What a document says to whoever opened the link. */
async function reading(
  outcome: SummaryOutcome,
  places: readonly DocumentPlace[],
): Promise<string[]> {
  if (outcome.kind !== 'open') throw new Error(`it is ${outcome.kind}`);
  const [clientId = 0] = crypto.getRandomValues(new Uint32Array(1));
  const { log, documents } = await openDocuments(outcome.read, {
    ...{ clientId, timers: systemTimers, startDecoder: decoderInProcess, fetch: at },
    report: (error) => {
      throw error;
    },
  });
  try {
    const opened = places.map((place) => new TestDocument(documents, place, clientId));
    await expect.poll(() => opened.every(({ isOpen }) => isOpen)).toBe(true);
    return opened.map(({ text }) => text.toJSON());
  } finally {
    documents.close();
    log.close();
  }
}

it('[R42, R52, R54, R59] arrives once with everything closed and the server killed, also for who left before a kick', async () => {
  const meeting = await makeMeeting(organizer);
  const mara = await Person.in(meeting, 'Mara', 'host');
  const ilse = await Person.in(meeting, 'Ilse', 'guest');
  const eve = await Person.in(meeting, 'Eve', 'guest');
  await mara.writes(mara.notes, 'CANARY-MARA');
  await ilse.writes(ilse.notes, 'CANARY-ILSE');
  await eve.writes(eve.notes, 'CANARY-EVE');
  for (const [name, one] of Object.entries({ mara, ilse, eve }))
    await one.want(`${name}@summary.example`);
  await mara.writes(mara.chat, 'before ');
  ilse.page.shut();
  await mara.page.tab.sees('Mara', 'Eve');

  const removed = eve.page.tab.agent.view.self?.participantId;
  if (removed === undefined) throw new Error('nobody to remove');
  await mara.page.tab.agent.kick([removed]);
  await eve.page.tab.until(({ phase }) => phase.kind === 'over', 'out');
  // [S-5] Not even a page that asks for it gets one sealed for whom somebody removed, or of another session.
  const { sessionId, recordNumber, kicked } = await mara.sealKeys([]);
  expect([recordNumber, kicked]).toEqual([3, [removed]]);
  const publicKey = new Uint8Array(32).fill(9);
  const summaryId = v.parse(SummaryId, 'A'.repeat(22));
  const target = { summaryId, publicKey, participantId: ilse.id, sessionId };
  const asked = [
    { ...target, participantId: removed },
    { ...target, sessionId: v.parse(SessionId, 'Q'.repeat(22)) },
  ];
  expect((await mara.sealKeys(asked)).boxes).toEqual([]);
  expect((await mara.sealKeys([target])).boxes).toHaveLength(1);
  await mara.tends();
  const own = (await mara.api.list()).find(({ participantId }) => participantId === removed);
  if (own === undefined) throw new Error('no summary of who was removed');
  await mara.api.drop(own.summaryId);
  await mara.writes(mara.chat, 'after the kick, ');
  await mara.page.tab.agent.endForAll();
  for (const one of [mara, eve]) one.page.shut();

  await server.kill9();
  await server.restart();
  const links = await mailed('ilse@summary.example', 'mara@summary.example');
  expect(links.size).toBe(2);
  const all = v.parse(Mails, await (await fetch(`${server.origin}/dev/mail.json`)).json());
  expect(all.filter(({ to }) => to.includes('eve@'))).toEqual([]);
  for (const [name, one] of [
    ['mara', mara],
    ['ilse', ilse],
  ] as const) {
    const outcome = await opening(links.get(`${name}@summary.example`) ?? '');
    expect(outcome).toMatchObject({
      kind: 'open',
      topic: 'Shift plan',
      organizer: 'Mara Feldhaus',
    });
    const places = [CHAT, one.place];
    expect(await reading(outcome, places)).toEqual([
      'after the kick, before ',
      `CANARY-${name.toUpperCase()}`,
    ]);
    if (outcome.kind !== 'open') throw new Error('not open');
    const { authorization, meetingId } = outcome.read;
    const other = name === 'mara' ? ilse : mara;
    const foreign = `/api/meetings/${meetingId}/documents/${placeSegment(other.place)}/log?generation=1&after=0`;
    const refused = await at(foreign, { headers: { authorization } });
    expect(refused.ok).toBe(false);
    const written = await at(`/api/meetings/${meetingId}/documents/entries`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(10),
    });
    expect(written.ok).toBe(false);
  }
}, 180_000);

it('[S-12] with a code the link alone opens nothing, and every member has the same code', async () => {
  const meeting = await makeMeeting(organizer, { summary: 'code' });
  const mara = await Person.in(meeting, 'Mara', 'host');
  const ilse = await Person.in(meeting, 'Ilse', 'guest');
  const code = summaryCodeText(await summaryCode(mara.page.keys));
  expect(summaryCodeText(await summaryCode(ilse.page.keys))).toBe(code);
  expect(ilse.page.tab.agent.view.card?.summary).toBe('code');
  await ilse.want('coded@summary.example', true);
  await mara.page.tab.agent.endForAll();
  for (const one of [mara, ilse]) one.page.shut();
  const link = (await mailed('coded@summary.example')).get('coded@summary.example') ?? '';
  expect((await opening(link)).kind).toBe('wrongCode');
  expect((await opening(link, 'babab babab babab babab babab')).kind).toBe('wrongCode');
  expect((await opening(link, code)).kind).toBe('open');
}, 120_000);

it('[S-13] shows nothing of a session that its owner was not in, while that runs and afterwards', async () => {
  const meeting = await makeMeeting(organizer);
  const mara = await Person.in(meeting, 'Mara', 'host');
  const ilse = await Person.in(meeting, 'Ilse', 'guest');
  await ilse.want('first@summary.example');
  await mara.writes(mara.chat, 'first');
  await mara.page.tab.agent.endForAll();
  for (const one of [mara, ilse]) one.page.shut();
  const link = (await mailed('first@summary.example')).get('first@summary.example') ?? '';
  expect(await reading(await opening(link), [CHAT])).toEqual(['first']);

  const again = await Person.in(meeting, 'Mara', 'host');
  await again.writes(again.chat, 'second, ');
  expect(await reading(await opening(link), [CHAT])).toEqual(['first']);
  await again.tends();
  await again.page.tab.agent.endForAll();
  again.page.shut();
  const outcome = await opening(link);
  expect(await reading(outcome, [CHAT])).toEqual(['first']);
  if (outcome.kind !== 'open') throw new Error('not open');
  expect(outcome.read.archiveKeys.map(({ recordNumber }) => recordNumber)).toEqual([2, 1]);
}, 120_000);

it('[R42, R52, R53, S-17] at level content the text stands in the mail of whoever asked for it, from the organizer alone', async () => {
  const meeting = await makeMeeting(organizer, { summary: 'content' });
  const mara = await Person.in(meeting, 'Mara', 'host');
  const ilse = await Person.in(meeting, 'Ilse', 'guest');
  const jonas = await Person.in(meeting, 'Jonas', 'guest');
  expect(ilse.page.tab.agent.view.card?.summary).toBe('content');
  await ilse.want('texted@summary.example', false, true);
  await jonas.want('alone@summary.example');
  const { meetingId } = ilse.page.tab.agent.view;
  const { sessionId } = await ilse.sealKeys([]);
  const text: MeetingText = {
    format: 1,
    parts: [{ part: 'chat', lines: ['Ilse, 10:02: Agreed, see www.evil.example'], cut: false }],
  };
  const sealed = await sealText(text, { meetingId, sessionId }, await ilse.api.key());
  const box = { ...sealed, answersUntil: null };
  // [S-17] Neither a guest nor whoever leads by a token alone gives one, before the end or after it.
  for (const one of [ilse, mara]) {
    await expect(one.api.putText(box)).rejects.toMatchObject({ code: 'notAllowed' });
    await expect(one.api.awaitedText()).rejects.toMatchObject({ code: 'notAllowed' });
  }
  await mara.page.tab.agent.endForAll();
  for (const one of [mara, ilse, jonas]) one.page.shut();
  await mailed('alone@summary.example');
  const own = new SummaryApi({ meetingId, headers: () => ({}), fetch: organizer.fetch });
  expect(await own.awaitedText()).toMatchObject({ sessionId, people: 1 });
  await own.putText(box);
  await mailed('texted@summary.example');
  const all = v.parse(Mails, await (await fetch(`${server.origin}/dev/mail.json`)).json());
  const mailTo = (who: string): string => all.find(({ to }) => to.includes(who))?.text ?? '';
  expect(mailTo('texted@')).toContain('> Ilse, 10:02: Agreed, see www[.]evil[.]example');
  expect(mailTo('texted@')).toMatch(/http\S+\/s\/\S+/u);
  expect(mailTo('alone@')).not.toContain('Agreed');
  expect(all.map(({ subject }) => subject).join()).not.toContain('Agreed');
}, 120_000);
