import { describe, expect, it } from 'vitest';
import { MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, equalBytes, toBase64Url, type Bytes } from '@conclave/shared/bytes';
import {
  newBoxPair,
  openWith,
  sealTo,
  WorthlessKeyError,
} from '../../web/src/lib/e2ee/crypto/hpke.ts';
import { newRequestId, newSessionId, randomBytes } from '../../web/src/lib/e2ee/crypto/random.ts';
import { open, seal } from '../../web/src/lib/e2ee/crypto/seal.ts';
import { newSigningKey, sign } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { confirmedBy, signConfirmation } from '../../web/src/lib/e2ee/objects/confirmation.ts';
import {
  decodeHostPass,
  decodePass,
  encodeHostPass,
  encodePass,
  isHostPassGenuine,
  isPassGenuine,
  signHostPass,
  signPass,
} from '../../web/src/lib/e2ee/objects/entryPass.ts';
import {
  decodeRecord,
  isRecordGenuine,
  withLiveShare,
} from '../../web/src/lib/e2ee/objects/keyRecord.ts';
import { newKeySecret } from '../../web/src/lib/e2ee/objects/keySecret.ts';
import { isMacGenuine, openKnock, sealKnock } from '../../web/src/lib/e2ee/objects/knock.ts';
import { openLetter, sealLetter, type Letter } from '../../web/src/lib/e2ee/objects/letter.ts';
import { openCard, sealCard } from '../../web/src/lib/e2ee/objects/lobbyCard.ts';
import { openOpenKeys, sealOpenKeys } from '../../web/src/lib/e2ee/objects/openKeys.ts';
import {
  makeRecord,
  openLiveShare,
  openPreviousKey,
  openShare,
  sealLiveShare,
} from '../../web/src/lib/e2ee/objects/recordSecret.ts';
import { certifyRole, isCertificateValid } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';
import { decodePresence, encodePresence } from '../../web/src/lib/e2ee/session/presence.ts';
import { decodeMemory, encodeMemory } from '../../web/src/lib/e2ee/storage/Memory.ts';
import { filled, newStage, spoiled, type Stage } from '../support/roomObjects.ts';

const stage: Stage = await newStage();
const { host, hostBox, session } = stage;
const { meetingId, sessionId } = session;
const guest = await newSigningKey();
const stranger = await newSigningKey();

/** Nothing but the bytes as they were written may be taken for the object. */
async function expectOnly(
  bytes: Bytes,
  take: (bytes: Bytes) => Promise<unknown>,
  every?: number,
): Promise<void> {
  expect(await take(bytes)).toBeTruthy();
  const taken: string[] = [];
  for (const copy of spoiled(bytes, every)) {
    if (await take(copy.bytes)) taken.push(copy.what);
  }
  expect(taken).toEqual([]);
}

describe('sealing', () => {
  const secret = randomBytes(32);
  const purpose = { label: 'test', context: filled(3, 1) };

  it('opens under its key, label and context, and nowhere else', async () => {
    const sealed = await seal(secret, purpose, filled(9, 9));
    expect(await open(secret, purpose, sealed)).toEqual(filled(9, 9));
    expect(await open(secret, { ...purpose, label: 'tes' }, sealed)).toBeUndefined();
    expect(await open(secret, { ...purpose, context: filled(4, 1) }, sealed)).toBeUndefined();
    expect(await open(randomBytes(32), purpose, sealed)).toBeUndefined();
    await expectOnly(sealed, (bytes) => open(secret, purpose, bytes));
  });

  it('to a public key opens with its pair, label and context, and nowhere else', async () => {
    const pair = await newBoxPair();
    const sealed = await sealTo(pair.publicKey, purpose, filled(9, 9));
    expect(await openWith(pair, purpose, sealed)).toEqual(filled(9, 9));
    expect(await openWith(await newBoxPair(), purpose, sealed)).toBeUndefined();
    expect(await openWith(pair, { ...purpose, label: 'other' }, sealed)).toBeUndefined();
    expect(await openWith(pair, { ...purpose, context: filled(3, 2) }, sealed)).toBeUndefined();
    await expectOnly(sealed, (bytes) => openWith(pair, purpose, bytes));
  });

  it('[T24] refuses public keys that lead to the all-zero secret', async () => {
    // RFC 7748 section 6.1: 0 and 1 are of small order, and so is p - 1.
    const one = filled(32, 0);
    one[0] = 1;
    const pair = await newBoxPair();
    for (const worthless of [filled(32, 0), one]) {
      await expect(sealTo(worthless, purpose, filled(1, 1))).rejects.toThrow(WorthlessKeyError);
      expect(await openWith(pair, purpose, concat(worthless, filled(40, 7)))).toBeUndefined();
    }
  });
});

describe('[C-1] the lobby card', () => {
  const card = {
    version: 3,
    meetingId,
    hostKey: host.publicKey,
    hostBoxKey: hostBox.publicKey,
    door: 'greeted',
    topic: 'Budget 2027 – naïve plan',
    organizer: 'Ada Byron',
    company: '',
    notice: 'We may sing.',
    summary: 'sealed',
    createdAt: 1_790_000_000_000,
  } as const;
  const place = { kind: 'copied', linkVersion: 2, lobbyKey: randomBytes(32) } as const;

  it('opens as it was written', async () => {
    const time = { startsAt: 1_790_000_100_000, endsAt: 1_790_003_700_000 };
    const coded = { ...card, summary: 'code' } as const;
    const mailed = { ...card, summary: 'content' } as const;
    for (const written of [card, { ...card, time }, coded, { ...coded, time }, mailed]) {
      expect(await openCard(meetingId, place, await sealCard(written, host, place))).toEqual(
        written,
      );
    }
  });

  it('[T24] opens under no other link, kind or meeting', async () => {
    const sealed = await sealCard(card, host, place);
    const other = await newStage();
    const tries = await Promise.all([
      openCard(meetingId, { ...place, kind: 'mailed' }, sealed),
      openCard(meetingId, { ...place, linkVersion: 1 }, sealed),
      openCard(meetingId, { ...place, lobbyKey: randomBytes(32) }, sealed),
      openCard(other.session.meetingId, place, sealed),
    ]);
    expect(tries).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('[M-1] is refused from anybody but the host that the meeting is named for', async () => {
    const byStranger = await sealCard(card, stranger, place);
    expect(await openCard(meetingId, place, byStranger)).toBeUndefined();
    const withOtherKey = await sealCard({ ...card, hostKey: stranger.publicKey }, stranger, place);
    expect(await openCard(meetingId, place, withOtherKey)).toBeUndefined();
  });

  it('is refused when touched', async () => {
    const sealed = await sealCard(card, host, place);
    await expectOnly(sealed, (bytes) => openCard(meetingId, place, bytes));
  });

  it('of another version is refused, whoever signed it', async () => {
    const context = new ByteWriter()
      .fixed(idOf(meetingId), 16)
      .text('copied')
      .uint32(place.linkVersion)
      .end();
    const purpose = { label: 'lobby-card', context };
    const opened = await open(place.lobbyKey, purpose, await sealCard(card, host, place));
    if (opened === undefined) throw new Error('the context is not as the spec says');
    const body = opened.slice(0, -64);
    body[0] = 2;
    const signed = concat(body, await sign(host, 'lobby-card', body));
    const sealed = await seal(place.lobbyKey, purpose, signed);
    expect(await openCard(meetingId, place, sealed)).toBeUndefined();
  });
});

function idOf(id: string): Bytes {
  return new Uint8Array(Buffer.from(id, 'base64url'));
}

describe('[K-1] key records', () => {
  const plan = {
    meeting: session,
    previous: undefined,
    author: host,
    certificate: undefined,
    boxKeys: [hostBox.publicKey],
  };

  it('[K-2] give their secret to the boxes they are sealed to, and to no other', async () => {
    const made = await makeRecord(plan);
    expect(await openShare(made.record, hostBox)).toEqual(made.secret);
    expect(await openShare(made.record, await newBoxPair())).toBeUndefined();
  });

  it('[K-1] chain: each names the hash of the one before and opens its archive key', async () => {
    const first = await makeRecord(plan);
    const { number, hash } = first.record;
    const previous = { number, hash, archiveKey: first.secret.archiveKey };
    const second = await makeRecord({ ...plan, previous });
    expect(second.record.number).toBe(2);
    expect(second.record.previousHash).toEqual(first.record.hash);
    const opened = await openPreviousKey(second.record, second.secret.archiveKey);
    expect(opened).toEqual(first.secret.archiveKey);
    expect(await openPreviousKey(second.record, first.secret.archiveKey)).toBeUndefined();
  });

  it('[K-4] are the host’s, or of somebody whom the host certified, and of nobody else', async () => {
    const claim = { role: 'deputy', sessionId, participantKey: guest.publicKey } as const;
    const certificate = await certifyRole(meetingId, host, claim);
    const forged = await certifyRole(meetingId, stranger, claim);
    const made = await Promise.all([
      makeRecord(plan),
      makeRecord({ ...plan, author: guest, certificate }),
      makeRecord({ ...plan, author: stranger }),
      makeRecord({ ...plan, author: stranger, certificate }),
      makeRecord({ ...plan, author: guest, certificate: forged }),
    ]);
    const genuine = await Promise.all(made.map(({ record }) => isRecordGenuine(session, record)));
    expect(genuine).toEqual([true, true, false, false, false]);
    const other = await newStage();
    expect(await isRecordGenuine(other.session, (await makeRecord(plan)).record)).toBe(false);
  });

  it('[K-2] a share that gives another secret than the record commits to is refused', async () => {
    const one = await makeRecord(plan);
    const two = await makeRecord(plan);
    const mixed = { ...one.record, shares: two.record.shares };
    expect(await openShare(mixed, hostBox)).toBeUndefined();
  });

  it('[K-2] the live share opens only in its session, epoch and record', async () => {
    const exported = randomBytes(32);
    const { record, bytes, secret } = await makeRecord(plan);
    const place = { session, epoch: 7n, recordHash: record.hash };
    const live = withLiveShare(bytes, await sealLiveShare(exported, place, secret));
    const shared = await decodeRecord(live);
    if (shared === undefined) throw new Error('cannot be read');
    expect(equalBytes(shared.hash, record.hash)).toBe(true);
    expect(await openLiveShare(exported, place, shared)).toEqual(secret);
    const tries = await Promise.all([
      openLiveShare(exported, { ...place, epoch: 8n }, shared),
      openLiveShare(exported, { ...place, recordHash: filled(32, 1) }, shared),
      openLiveShare(
        exported,
        { ...place, session: { ...session, sessionId: newSessionId() } },
        shared,
      ),
      openLiveShare(randomBytes(32), place, shared),
      openLiveShare(exported, place, (await makeRecord(plan)).record),
    ]);
    expect(tries.every((opened) => opened === undefined)).toBe(true);
  });

  it('are refused when touched', async () => {
    const { bytes } = await makeRecord(plan);
    await expectOnly(bytes, async (copy) => {
      const record = await decodeRecord(copy);
      return record !== undefined && (await isRecordGenuine(session, record));
    });
  });
});

describe('[K-4] role certificates', () => {
  it('hold for their session or the whole meeting, and only by the host key', async () => {
    const whole = {
      role: 'deputy',
      sessionId: undefined,
      participantKey: guest.publicKey,
    } as const;
    const here = { ...whole, sessionId };
    const elsewhere = { ...whole, sessionId: newSessionId() };
    const certificates = await Promise.all([
      certifyRole(meetingId, host, whole),
      certifyRole(meetingId, host, here),
      certifyRole(meetingId, host, elsewhere),
      certifyRole(meetingId, stranger, here),
    ]);
    const valid = certificates.map((certificate) => isCertificateValid(session, certificate));
    expect(await Promise.all(valid)).toEqual([true, true, false, false]);
    const [, good] = certificates;
    const asHost = { ...good, role: 'host' } as const;
    expect(await isCertificateValid(session, asHost)).toBe(false);
  });
});

describe('[D-1] knocks', () => {
  const knockKey = randomBytes(32);
  const place = { meetingId, knockId: newRequestId() };
  const knock = {
    name: 'Eve',
    participantKey: guest.publicKey,
    leafKey: filled(32, 1),
    letterKey: filled(32, 2),
    via: 'exposed',
    linkVersion: 4,
  } as const;

  async function sealed(part: Partial<Parameters<typeof sealKnock>[2]> = {}): Promise<{
    bytes: Bytes;
    inbox: Awaited<ReturnType<typeof newBoxPair>>;
  }> {
    const inbox = await newBoxPair();
    const keys = {
      participant: guest,
      knockKey,
      recordNumber: 2,
      inboxKey: inbox.publicKey,
      ...part,
    };
    return { bytes: await sealKnock(place, knock, keys), inbox };
  }

  it('open in the inbox they are sealed to, with a genuine mac', async () => {
    const { bytes, inbox } = await sealed();
    const opened = await openKnock(place, bytes, inbox);
    expect(opened?.knock).toEqual(knock);
    expect(opened && (await isMacGenuine(opened, knockKey))).toBe(true);
  });

  it('[T20] invented by a server, without the link’s key, carry a wrong mac', async () => {
    const { bytes, inbox } = await sealed({ knockKey: randomBytes(32) });
    const opened = await openKnock(place, bytes, inbox);
    expect(opened && (await isMacGenuine(opened, knockKey))).toBe(false);
  });

  it('[T20] for another knock, meeting or inbox do not open', async () => {
    const { bytes, inbox } = await sealed();
    const other = await newStage();
    expect(await openKnock({ ...place, knockId: newRequestId() }, bytes, inbox)).toBeUndefined();
    expect(await openKnock({ ...place, ...other.session }, bytes, inbox)).toBeUndefined();
    expect(await openKnock(place, bytes, await newBoxPair())).toBeUndefined();
  });

  it('signed by another key than they name do not open', async () => {
    const { bytes, inbox } = await sealed({ participant: stranger });
    expect(await openKnock(place, bytes, inbox)).toBeUndefined();
  });

  it('have one size whatever the name, and are refused when touched', async () => {
    const { bytes, inbox } = await sealed();
    const keys = { participant: guest, knockKey, recordNumber: 2, inboxKey: inbox.publicKey };
    const longer = await sealKnock(place, { ...knock, name: 'x'.repeat(160) }, keys);
    expect(longer).toHaveLength(bytes.length);
    await expectOnly(bytes, (copy) => openKnock(place, copy, inbox), 7);
  });
});

describe('[D-3] passes', () => {
  const unsigned = {
    policyNumber: 5,
    participantKey: guest.publicKey,
    leafKey: filled(32, 1),
    via: 'mailed',
  } as const;

  it('are the admitter’s word for one session, and are refused when touched', async () => {
    const pass = await signPass(session, unsigned, stranger);
    expect(decodePass(encodePass(pass))).toEqual(pass);
    const elsewhere = { ...session, sessionId: newSessionId() };
    expect(await isPassGenuine(elsewhere, pass)).toBe(false);
    await expectOnly(encodePass(pass), (bytes) => genuine(bytes));
  });

  async function genuine(bytes: Bytes): Promise<boolean> {
    try {
      return await isPassGenuine(session, decodePass(bytes));
    } catch (error) {
      if (error instanceof MalformedError) return false;
      throw error;
    }
  }

  it('of a host are by the host key, for its own participant', async () => {
    const claim = { role: 'host', sessionId, participantKey: guest.publicKey } as const;
    const certificate = await certifyRole(meetingId, host, claim);
    const hostUnsigned = { policyNumber: 5, leafKey: filled(32, 1), certificate };
    const pass = await signHostPass(session, hostUnsigned, host);
    expect(decodeHostPass(encodeHostPass(pass))).toEqual(pass);
    expect(await isHostPassGenuine(session, guest.publicKey, pass)).toBe(true);
    expect(await isHostPassGenuine(session, stranger.publicKey, pass)).toBe(false);
    const byGuest = await signHostPass(session, hostUnsigned, guest);
    expect(await isHostPassGenuine(session, guest.publicKey, byGuest)).toBe(false);
    const deputy = await certifyRole(meetingId, host, { ...claim, role: 'deputy' });
    const asDeputy = await signHostPass(session, { ...hostUnsigned, certificate: deputy }, host);
    expect(await isHostPassGenuine(session, guest.publicKey, asDeputy)).toBe(false);
  });
});

describe('[D-4] letters', () => {
  const place = { meetingId, knockId: newRequestId() };

  async function letter(): Promise<Letter> {
    const unsigned = {
      policyNumber: 1,
      participantKey: guest.publicKey,
      leafKey: filled(32, 1),
      via: 'copied',
    } as const;
    return {
      meetingId,
      sessionId,
      epoch: 9n,
      confirmationTagHash: filled(32, 3),
      policyNumber: 1,
      recordNumber: 2,
      secret: newKeySecret(),
      knockKeys: [{ kind: 'copied', linkVersion: 1, key: filled(32, 4), exposed: true }],
      pass: await signPass(session, unsigned, stranger),
      confirmers: Array.from({ length: 8 }, (_, i) => filled(32, i)),
      stateHash: filled(32, 5),
    };
  }

  it('open for the knock they answer, with the pair they are sealed to', async () => {
    const pair = await newBoxPair();
    const written = await letter();
    const sealed = await sealLetter(place, written, pair.publicKey);
    expect(await openLetter(place, sealed, pair)).toEqual(written);
    expect(await openLetter({ ...place, knockId: newRequestId() }, sealed, pair)).toBeUndefined();
    expect(await openLetter(place, sealed, await newBoxPair())).toBeUndefined();
  });

  it('of another meeting are refused', async () => {
    const pair = await newBoxPair();
    const other = (await newStage()).session.meetingId;
    const sealed = await sealLetter(
      place,
      { ...(await letter()), meetingId: other },
      pair.publicKey,
    );
    expect(await openLetter(place, sealed, pair)).toBeUndefined();
  });

  it('have one size whatever they say, and are refused when touched', async () => {
    const pair = await newBoxPair();
    const written = await letter();
    const short = { ...written, confirmers: [], knockKeys: [] };
    const [long, brief] = await Promise.all([
      sealLetter(place, written, pair.publicKey),
      sealLetter(place, short, pair.publicKey),
    ]);
    expect(brief).toHaveLength(long.length);
    await expectOnly(long, (bytes) => openLetter(place, bytes, pair), 23);
  });
});

describe('[D-5] open keys', () => {
  const copied = { kind: 'copied', linkVersion: 1, openKey: randomBytes(32) } as const;
  const mailed = { kind: 'mailed', linkVersion: 3, openKey: randomBytes(32) } as const;

  it('open under each link, and under no other', async () => {
    const keys = { recordNumber: 4, secret: newKeySecret() };
    const bytes = await sealOpenKeys(meetingId, [copied, mailed], keys);
    expect(await openOpenKeys(meetingId, copied, bytes)).toEqual(keys);
    expect(await openOpenKeys(meetingId, mailed, bytes)).toEqual(keys);
    const swapped = { ...copied, openKey: mailed.openKey };
    expect(await openOpenKeys(meetingId, swapped, bytes)).toBeUndefined();
    const replaced = { ...copied, linkVersion: 2 };
    expect(await openOpenKeys(meetingId, replaced, bytes)).toBeUndefined();
    const other = (await newStage()).session.meetingId;
    expect(await openOpenKeys(other, copied, bytes)).toBeUndefined();
  });

  it('are refused when touched', async () => {
    const keys = { recordNumber: 4, secret: newKeySecret() };
    const bytes = await sealOpenKeys(meetingId, [copied], keys);
    await expectOnly(bytes, (copy) => openOpenKeys(meetingId, copied, copy));
  });
});

describe('[J-1] confirmations', () => {
  const confirmed = {
    session,
    epoch: 3n,
    epochAuthenticator: filled(32, 1),
    stateHash: filled(32, 2),
    participantKey: guest.publicKey,
  };

  it('name who confirmed, and are of one epoch, state, session and joiner', async () => {
    const bytes = await signConfirmation(confirmed, stranger);
    expect(await confirmedBy(confirmed, bytes)).toEqual(stranger.publicKey);
    const others = [
      { ...confirmed, epoch: 4n },
      { ...confirmed, epochAuthenticator: filled(32, 9) },
      { ...confirmed, stateHash: filled(32, 9) },
      { ...confirmed, participantKey: stranger.publicKey },
      { ...confirmed, session: { ...session, sessionId: newSessionId() } },
    ];
    const by = await Promise.all(others.map((other) => confirmedBy(other, bytes)));
    expect(by.every((key) => key === undefined)).toBe(true);
    await expectOnly(bytes, (copy) => confirmedBy(confirmed, copy));
  });
});

describe('what a browser keeps and says', () => {
  it('[B-1] memory is read as it was written, and not when cut or of another version', async () => {
    const memory = {
      link: {
        kind: 'copied',
        exposed: true,
        joinProof: filled(32, 1),
        knockKey: filled(32, 2),
        lobbyKey: filled(32, 3),
        openKey: filled(32, 4),
      },
      name: 'Eve',
      cardFloor: 2,
      recordFloor: 3,
      recordHash: filled(32, 9),
      exposedLinks: [2, 1],
      session: {
        sessionId,
        recordNumber: 3,
        secret: newKeySecret(),
        knockKeys: [{ kind: 'mailed', linkVersion: 1, key: filled(32, 4), exposed: false }],
        compared: [filled(32, 7)],
        epochFloor: 12n,
        policyFloor: 4,
        tone: 3,
        left: false,
      },
      consent: filled(9, 8),
    } as const;
    const bytes = encodeMemory(memory);
    expect(decodeMemory(bytes)).toEqual(memory);
    const newer = new Uint8Array(bytes);
    newer[0] = 2;
    for (const bad of [newer, bytes.slice(0, -1), concat(bytes, filled(1, 0))]) {
      expect(() => decodeMemory(bad)).toThrow(MalformedError);
    }
    await Promise.resolve();
  });

  it.each([
    {
      name: '',
      microphone: 'none',
      camera: false,
      screen: false,
      speaking: false,
      handRaisedAt: null,
      consent: '',
    },
    {
      name: 'Zoë',
      microphone: 'on',
      camera: true,
      screen: false,
      speaking: true,
      handRaisedAt: 12,
      consent: toBase64Url(filled(128, 7)),
    },
    {
      name: 'x',
      microphone: 'muted',
      camera: false,
      screen: true,
      speaking: false,
      handRaisedAt: 0,
      consent: toBase64Url(filled(1, 9)),
    },
  ] as const)('presence is read as it was written: %o', (presence) => {
    const bytes = encodePresence(presence);
    expect(decodePresence(bytes)).toEqual(presence);
    expect(() => decodePresence(bytes.slice(0, -1))).toThrow(MalformedError);
    expect(() => decodePresence(concat(bytes, filled(1, 0)))).toThrow(MalformedError);
  });
});
