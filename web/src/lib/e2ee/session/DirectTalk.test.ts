import { beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { MeetingId, PeerId } from '@conclave/shared/ids';
import { newBoxPair } from '../crypto/hpke.ts';
import { newRequestId, newSessionId, randomBytes } from '../crypto/random.ts';
import { newSigningKey, type SigningKey } from '../crypto/sign.ts';
import { certifyDirectKey, sealDirect, sealReceipt } from '../objects/directMessage.ts';
import { participantIdOf } from '../objects/idBytes.ts';
import { MemoryDirectStore } from '../storage/MemoryDirectStore.ts';
import { DirectTalk, type DirectLink, type DirectType } from './DirectTalk.ts';
import type { RoomEvent } from './RoomView.ts';
import { SerialQueue } from './SerialQueue.ts';
import { systemTimers } from './Timers.ts';
import { ViewBoard } from './ViewBoard.ts';

const meetingId = v.parse(MeetingId, toBase64Url(new Uint8Array(16).fill(7)));
const somebodysPeer = v.parse(PeerId, toBase64Url(new Uint8Array(16).fill(8)));
const sessionId = newSessionId();

/** Bob as his worker has him; Ada and Eve are whatever the test makes of their keys. */
let bob: SigningKey;
let ada: SigningKey;
let eve: SigningKey;
let talk: DirectTalk;
let events: RoomEvent[];
let sent: { type: DirectType; body: Bytes }[];
let failures: unknown[];

const link: DirectLink = {
  peerOf: () => somebodysPeer,
  send: (_to, type, body) => {
    sent.push({ type, body });
    return Promise.resolve();
  },
};

beforeEach(async () => {
  [bob, ada, eve] = await Promise.all([newSigningKey(), newSigningKey(), newSigningKey()]);
  [events, sent, failures] = [[], [], []];
  const board = new ViewBoard(meetingId);
  board.onEvent((event) => events.push(event));
  const timers = { ...systemTimers, after: () => () => undefined };
  const report = (error: unknown): void => void failures.push(error);
  const store = new MemoryDirectStore();
  const queue = new SerialQueue();
  talk = new DirectTalk({ meetingId, participant: bob, store, board, timers, queue, report });
  await talk.begin(sessionId);
  await talk.learnKey(ada.publicKey, await certifyDirectKey(sessionId, await newBoxKey(), ada));
  await talk.learnKey(eve.publicKey, await certifyDirectKey(sessionId, await newBoxKey(), eve));
});

async function newBoxKey(): Promise<Bytes> {
  return (await newBoxPair()).publicKey;
}

function heard(type: DirectType, from: SigningKey, body: Bytes): Promise<void> {
  return talk.hear({ type, body, participantKey: from.publicKey, epoch: 1n }, link);
}

/** The key that Bob certified, as it stands in his certificate. */
const bobsBoxKey = (): Bytes => talk.certificate.slice(1, 33);

const shown = (): string[] =>
  events.flatMap((event) => (event.kind === 'direct' ? [event.message.text] : []));
const warnings = (): number => events.filter(({ kind }) => kind === 'warning').length;

const direct = { messageId: newRequestId(), text: 'Psst.', sentAt: 1 };

function fromAda(part: Partial<typeof direct> = {}): Promise<Bytes> {
  const place = { sessionId, senderKey: ada.publicKey, recipientKey: bob.publicKey };
  return sealDirect(place, { ...direct, ...part }, { sender: ada, boxKey: bobsBoxKey() });
}

describe('what comes as a direct message', () => {
  it('is shown with who signed it, and confirmed to that person', async () => {
    await heard('direct', ada, await fromAda());
    const participantId = await participantIdOf(ada.publicKey);
    expect(events).toMatchObject([{ kind: 'direct', message: { participantId, own: false } }]);
    expect(sent.map(({ type }) => type)).toEqual(['directReceipt']);
  });

  it('[X-1] is dropped when another member hands on what was not its own', async () => {
    await heard('direct', eve, await fromAda());
    expect([shown(), warnings(), sent.length]).toEqual([[], 1, 0]);
  });

  it('[X-1] is dropped when it was written to somebody else', async () => {
    const place = { sessionId, senderKey: ada.publicKey, recipientKey: eve.publicKey };
    const keys = { sender: ada, boxKey: bobsBoxKey() };
    await heard('direct', ada, await sealDirect(place, direct, keys));
    expect([shown(), warnings(), sent.length]).toEqual([[], 1, 0]);
  });

  it('[X-1] is dropped when it belongs to another session', async () => {
    const other = { sessionId: newSessionId(), senderKey: ada.publicKey };
    const place = { ...other, recipientKey: bob.publicKey };
    const keys = { sender: ada, boxKey: bobsBoxKey() };
    await heard('direct', ada, await sealDirect(place, direct, keys));
    expect([shown(), warnings()]).toEqual([[], 1]);
  });

  it('[X-6] is shown once however often it comes, and confirmed each time', async () => {
    await heard('direct', ada, await fromAda());
    await heard('direct', ada, await fromAda({ text: 'Changed behind your back.' }));
    expect(shown()).toEqual(['Psst.']);
    expect(sent).toHaveLength(2);
  });

  it('does not take the place of somebody else’s, or of one’s own', async () => {
    await heard('direct', ada, await fromAda());
    const place = { sessionId, senderKey: eve.publicKey, recipientKey: bob.publicKey };
    const keys = { sender: eve, boxKey: bobsBoxKey() };
    await heard('direct', eve, await sealDirect(place, { ...direct, text: 'Mine now.' }, keys));
    expect([shown(), warnings()]).toEqual([['Psst.'], 1]);
  });

  it('[X-3] nobody’s key is changed by another, or by what nobody signed', async () => {
    const foreign = await certifyDirectKey(sessionId, await newBoxKey(), eve);
    await talk.learnKey(ada.publicKey, foreign);
    await talk.learnKey(ada.publicKey, randomBytes(97));
    expect(warnings()).toBe(2);
  });
});

describe('what comes as a receipt', () => {
  async function written(): Promise<typeof direct.messageId> {
    await talk.write(ada.publicKey, 'Did you get this?', link);
    const [event] = events;
    if (event?.kind !== 'direct') throw new Error('nothing was written');
    return event.message.messageId;
  }

  const states = (): string[] =>
    events.flatMap((event) => (event.kind === 'direct' ? [event.message.state] : []));

  async function receipt(messageId: typeof direct.messageId, by: SigningKey): Promise<Bytes> {
    const place = { sessionId, senderKey: bob.publicKey, recipientKey: by.publicKey };
    return sealReceipt(place, messageId, { recipient: by, boxKey: bobsBoxKey() });
  }

  it('[X-4] counts from the recipient', async () => {
    await heard('directReceipt', ada, await receipt(await written(), ada));
    expect(states()).toEqual(['sending', 'delivered']);
  });

  it('[X-4] does not count from another member, though signed and sealed by the rules', async () => {
    await heard('directReceipt', eve, await receipt(await written(), eve));
    expect([states(), warnings()]).toEqual([['sending'], 1]);
  });

  it('[X-4] does not count for what was never written', async () => {
    await written();
    await heard('directReceipt', ada, await receipt(newRequestId(), ada));
    expect([states(), warnings()]).toEqual([['sending'], 1]);
  });
});

describe('the storage', () => {
  it('is not needed to talk: its failure is reported, and the message still shown', async () => {
    const broken = new MemoryDirectStore();
    broken.save = () => Promise.reject(new Error('full'));
    const board = new ViewBoard(meetingId);
    const heardHere: RoomEvent[] = [];
    board.onEvent((event) => heardHere.push(event));
    const report = (error: unknown): void => void failures.push(error);
    const queue = new SerialQueue();
    const options = { meetingId, participant: bob, store: broken, board, queue, report };
    const here = new DirectTalk({ ...options, timers: systemTimers });
    await here.begin(sessionId);
    await here.write(ada.publicKey, 'Hello.', link);
    await here.settled();
    expect(heardHere).toMatchObject([
      { message: { state: 'sending' } },
      { message: { state: 'undelivered' } },
    ]);
    expect(failures).toHaveLength(2);
  });
});
