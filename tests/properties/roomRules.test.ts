import { describe, expect, it } from 'vitest';
import { MalformedError } from '@conclave/shared/ByteReader';
import { ByteWriter } from '@conclave/shared/ByteWriter';
import { concat, type Bytes } from '@conclave/shared/bytes';
import { newSessionId } from '../../web/src/lib/e2ee/crypto/random.ts';
import { newSigningKey, type SigningKey } from '../../web/src/lib/e2ee/crypto/sign.ts';
import { signHostPass, signPass } from '../../web/src/lib/e2ee/objects/entryPass.ts';
import { makeRecord, type MadeRecord } from '../../web/src/lib/e2ee/objects/recordSecret.ts';
import { certifyRole } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';
import {
  decodeCommitData,
  encodeCommitData,
  type Act,
  type CommitData,
} from '../../web/src/lib/e2ee/room/commitData.ts';
import { decide } from '../../web/src/lib/e2ee/room/decide.ts';
import { applyAct, withoutTargets } from '../../web/src/lib/e2ee/room/decideOrder.ts';
import type { Decision } from '../../web/src/lib/e2ee/room/Decision.ts';
import { keyText } from '../../web/src/lib/e2ee/room/keyText.ts';
import { isStateGenuine, signPolicy } from '../../web/src/lib/e2ee/room/policySeal.ts';
import type { ProposedCommit, Room, RosterEntry } from '../../web/src/lib/e2ee/room/Room.ts';
import {
  decodeState,
  encodeState,
  hashState,
  MAX_ADMITTED,
  type RoomState,
} from '../../web/src/lib/e2ee/room/roomState.ts';
import { openState, sealState } from '../../web/src/lib/e2ee/room/sealedState.ts';
import { filled, newStage, spoiled, type Stage } from '../support/roomObjects.ts';

const stage: Stage = await newStage();
const { host: hostKey, hostBox, session } = stage;
const { meetingId, sessionId } = session;
/** Browsers: the host's, a deputy's, two guests', somebody outside. */
const ada = await newSigningKey();
const dan = await newSigningKey();
const bob = await newSigningKey();
const eve = await newSigningKey();
const kim = await newSigningKey();
const LEAF_KEY = filled(32, 9);

const roster: readonly RosterEntry[] = [
  { leaf: 0, participantKey: ada.publicKey },
  { leaf: 1, participantKey: dan.publicKey },
  { leaf: 2, participantKey: bob.publicKey },
  { leaf: 4, participantKey: eve.publicKey },
];

/** A room at a greeted door with a host, a deputy and two guests. */
async function room(part: Partial<RoomState> = {}, people = roster): Promise<Room> {
  const roles = await Promise.all([
    certifyRole(meetingId, hostKey, { role: 'host', sessionId, participantKey: ada.publicKey }),
    certifyRole(meetingId, hostKey, { role: 'deputy', sessionId, participantKey: dan.publicKey }),
  ]);
  const byAda = { admitterKey: ada.publicKey, via: 'copied' } as const;
  const bare: RoomState = {
    policyNumber: 3,
    door: 'greeted',
    locked: false,
    recordNumber: 2,
    recordHash: filled(32, 7),
    hostKey: hostKey.publicKey,
    hostBoxKey: hostBox.publicKey,
    roles: new Map(roles.map((held) => [keyText(held.participantKey), held])),
    kicked: new Set(),
    policySeal: undefined,
    admitted: new Map([dan, bob, eve].map(({ publicKey }) => [keyText(publicKey), byAda])),
    ...part,
  };
  return { session, state: await signPolicy(session, bare, ada), roster: people };
}

type By = SigningKey;

function entry(by: By, data: CommitData, part: Partial<ProposedCommit> = {}): ProposedCommit {
  const sender = { kind: 'new', leafKey: LEAF_KEY, participantKey: by.publicKey } as const;
  return { data, sender, removes: [], pskNumber: 2, record: undefined, ...part };
}

function member(by: By, data: CommitData, part: Partial<ProposedCommit> = {}): ProposedCommit {
  const leaf = roster.find(({ participantKey }) => participantKey === by.publicKey)?.leaf ?? 99;
  const sender = { kind: 'member', leaf, participantKey: by.publicKey } as const;
  return { data, sender, removes: [], pskNumber: undefined, record: undefined, ...part };
}

async function passFor(
  who: By,
  admitter: By,
  part: Partial<Parameters<typeof signPass>[1]> = {},
): Promise<CommitData> {
  const unsigned = {
    policyNumber: 3,
    participantKey: who.publicKey,
    leafKey: LEAF_KEY,
    via: 'copied' as const,
    ...part,
  };
  return {
    kind: 'join',
    shown: { kind: 'entry', pass: await signPass(session, unsigned, admitter) },
  };
}

const noPass: CommitData = { kind: 'join', shown: { kind: 'none', via: 'copied' } };

function why(decision: Decision): string {
  return decision.accepted ? 'accepted' : decision.refusal;
}

function after(decision: Decision): RoomState {
  if (!decision.accepted) throw new Error(`refused: ${decision.refusal}`);
  return decision.state;
}

async function nextRecord(
  by: By,
  state: RoomState,
  boxKeys = [hostBox.publicKey],
): Promise<MadeRecord> {
  return makeRecord({
    meeting: session,
    previous: { number: state.recordNumber, hash: state.recordHash, archiveKey: filled(32, 1) },
    author: by,
    certificate: state.roles.get(keyText(by.publicKey)),
    boxKeys,
  });
}

describe('[5.4] join', () => {
  it('[T20] without a pass is refused where the door is not open', async () => {
    for (const door of ['greeted', 'guarded'] as const) {
      expect(why(await decide(await room({ door }), entry(kim, noPass)))).toBe('pass');
    }
  });

  it('[T20] by a pass for another participant, leaf or session, or not signed, is refused', async () => {
    const here = await room();
    const forOther = await passFor(bob, ada);
    const forLeaf = await passFor(kim, ada, { leafKey: filled(32, 8) });
    const elsewhere = { ...session, sessionId: newSessionId() };
    const unsigned = {
      policyNumber: 3,
      participantKey: kim.publicKey,
      leafKey: LEAF_KEY,
      via: 'copied',
    } as const;
    const pass = await signPass(elsewhere, unsigned, ada);
    const forged = { ...(await signPass(session, unsigned, kim)), admitterKey: ada.publicKey };
    const tries = await Promise.all([
      decide(here, entry(kim, forOther)),
      decide(here, entry(kim, forLeaf)),
      decide(here, entry(kim, { kind: 'join', shown: { kind: 'entry', pass } })),
      decide(here, entry(kim, { kind: 'join', shown: { kind: 'entry', pass: forged } })),
    ]);
    expect(tries.map(why)).toEqual(['pass', 'pass', 'pass', 'pass']);
  });

  it('[T20] by a pass of somebody who is not admitted, or was kicked, is refused', async () => {
    const here = await room();
    const kicked = await room({ kicked: new Set([keyText(eve.publicKey)]) });
    expect(why(await decide(here, entry(kim, await passFor(kim, kim))))).toBe('pass');
    expect(why(await decide(kicked, entry(kim, await passFor(kim, eve))))).toBe('pass');
  });

  it('under an older policy, an older key, while locked, or after a kick is refused', async () => {
    const data = await passFor(kim, bob);
    const old = await passFor(kim, bob, { policyNumber: 2 });
    const kicked = new Set([keyText(kim.publicKey)]);
    const tries = await Promise.all([
      decide(await room(), entry(kim, old)),
      decide(await room(), entry(kim, data, { pskNumber: 1 })),
      decide(await room({ locked: true }), entry(kim, data)),
      decide(await room({ kicked }), entry(kim, data)),
    ]);
    expect(tries.map(why)).toEqual(['policyOutdated', 'psk', 'locked', 'kicked']);
  });

  it('[S-3] of somebody who is in the roster, or that removes anybody, is refused', async () => {
    const here = await room();
    expect(why(await decide(here, entry(bob, await passFor(bob, ada))))).toBe('alreadyHere');
    const removing = entry(kim, await passFor(kim, ada), { removes: [2] });
    expect(why(await decide(here, removing))).toBe('removes');
  });

  it('[D-2] by a guest’s pass is accepted at a greeted door and refused at a guarded one', async () => {
    const data = await passFor(kim, bob);
    const state = after(await decide(await room(), entry(kim, data)));
    expect(state.admitted.get(keyText(kim.publicKey))).toEqual({
      admitterKey: bob.publicKey,
      via: 'copied',
    });
    const guarded = await room({ door: 'guarded' });
    expect(why(await decide(guarded, entry(kim, data)))).toBe('pass');
    expect(why(await decide(guarded, entry(kim, await passFor(kim, dan))))).toBe('accepted');
  });

  it('changes nothing but the list of the admitted', async () => {
    const here = await room();
    const state = after(await decide(here, entry(kim, await passFor(kim, bob, { via: 'mailed' }))));
    const { admitted, ...rest } = state;
    const { admitted: before, ...same } = here.state;
    expect(rest).toEqual(same);
    expect([...admitted.keys()]).toEqual([...before.keys(), keyText(kim.publicKey)]);
  });

  it('through an open door needs no pass, but an unlocked room', async () => {
    const open = await room({ door: 'open' });
    const state = after(await decide(open, entry(kim, noPass)));
    expect(state.admitted.get(keyText(kim.publicKey))?.admitterKey).toEqual(kim.publicKey);
    const locked = await room({ door: 'open', locked: true });
    expect(why(await decide(locked, entry(kim, noPass)))).toBe('locked');
  });

  it('keeps the list of the admitted bounded: who is not here is let go first', async () => {
    const admission = { admitterKey: ada.publicKey, via: 'copied' } as const;
    const others = Array.from({ length: MAX_ADMITTED - 1 }, (_, i) => {
      return new ByteWriter().uint32(i).fixed(filled(28, 1), 28).end();
    });
    const admitted = new Map([...others, bob.publicKey].map((key) => [keyText(key), admission]));
    const full = await room({ admitted });
    const state = after(await decide(full, entry(kim, await passFor(kim, bob))));
    expect([...state.admitted.keys()].sort()).toEqual(
      [bob, kim].map(({ publicKey }) => keyText(publicKey)).sort(),
    );
  });
});

describe('[5.4] a host’s own join', () => {
  async function hostPass(by: By, signer: By, part = {}): Promise<CommitData> {
    const claim = { role: 'host', sessionId, participantKey: by.publicKey, ...part } as const;
    const certificate = await certifyRole(meetingId, signer, claim);
    const unsigned = { policyNumber: 3, leafKey: LEAF_KEY, certificate };
    return {
      kind: 'join',
      shown: { kind: 'host', pass: await signHostPass(session, unsigned, signer) },
    };
  }

  it('[T20] not by the host key, or as deputy, is refused', async () => {
    const here = await room();
    expect(why(await decide(here, entry(kim, await hostPass(kim, kim))))).toBe('pass');
    expect(why(await decide(here, entry(kim, await hostPass(bob, hostKey))))).toBe('pass');
    const asDeputy = await hostPass(kim, hostKey, { role: 'deputy' });
    expect(why(await decide(here, entry(kim, asDeputy)))).toBe('pass');
  });

  it('is accepted at every door, also locked, and gives the role', async () => {
    for (const part of [{}, { door: 'guarded' }, { locked: true }] as const) {
      const state = after(await decide(await room(part), entry(kim, await hostPass(kim, hostKey))));
      expect(state.roles.get(keyText(kim.publicKey))?.role).toBe('host');
    }
  });

  it('takes an own old leaf along, and nobody else’s', async () => {
    const data = await hostPass(bob, hostKey);
    expect(why(await decide(await room(), entry(bob, data)))).toBe('removes');
    expect(why(await decide(await room(), entry(bob, data, { removes: [4] })))).toBe('removes');
    expect(why(await decide(await room(), entry(bob, data, { removes: [2] })))).toBe('accepted');
  });

  it('does not turn a deputy’s role, which the policy names, into another', async () => {
    const data = await hostPass(dan, hostKey);
    expect(why(await decide(await room(), entry(dan, data, { removes: [1] })))).toBe('alreadyHere');
  });
});

describe('[B-1, B-2] return', () => {
  const back: CommitData = { kind: 'return' };

  it('of somebody who is not admitted, or was kicked, is refused', async () => {
    expect(why(await decide(await room(), entry(kim, back)))).toBe('notAdmitted');
    const kicked = await room({ kicked: new Set([keyText(bob.publicKey)]) });
    expect(why(await decide(kicked, entry(bob, back, { removes: [2] })))).toBe('notAdmitted');
  });

  it('[T20] removes one own old leaf, and nobody else’s', async () => {
    const tries = await Promise.all(
      [[], [0], [2, 4], [2, 2], [7], [2]].map(async (removes) =>
        decide(await room(), entry(bob, back, { removes })),
      ),
    );
    expect(tries.map(why)).toEqual([...Array.from({ length: 5 }, () => 'removes'), 'accepted']);
  });

  it('with an older key is refused', async () => {
    const old = entry(bob, back, { removes: [2], pskNumber: 1 });
    expect(why(await decide(await room(), old))).toBe('psk');
  });

  it('[B-2] of the sole participant stays beside the old leaf', async () => {
    const alone = await room({}, roster.slice(2, 3));
    expect(why(await decide(alone, entry(bob, back, { removes: [2] })))).toBe('removes');
    expect(why(await decide(alone, entry(bob, back)))).toBe('accepted');
  });

  it('without an old leaf removes nothing, also while the room is locked', async () => {
    const others = await room({ locked: true }, roster.slice(0, 2));
    expect(why(await decide(others, entry(bob, back)))).toBe('accepted');
  });

  it('leaves the state as it is', async () => {
    const here = await room();
    expect(after(await decide(here, entry(bob, back, { removes: [2] })))).toBe(here.state);
  });
});

describe('[5.4] members’ upkeep', () => {
  const twice = [...roster, { leaf: 5, participantKey: bob.publicKey }];

  it('[S-3] a member cannot join or return, nor name a PSK, nor carry a record', async () => {
    const here = await room();
    const record = (await nextRecord(ada, here.state)).record;
    const tries = await Promise.all([
      decide(here, member(bob, { kind: 'return' })),
      decide(here, member(bob, noPass)),
      decide(here, member(bob, { kind: 'update' }, { pskNumber: 2 })),
      decide(here, member(ada, { kind: 'update' }, { record })),
      decide(here, entry(bob, { kind: 'update' })),
      decide(here, entry(bob, { kind: 'tidy' }, { removes: [4] })),
      decide(here, entry(bob, { kind: 'return' }, { record, removes: [2] })),
    ]);
    expect(tries.map(why)).toEqual([
      'sender',
      'sender',
      'psk',
      'record',
      'sender',
      'sender',
      'record',
    ]);
  });

  it('tidy removes others only, at least one, and each once', async () => {
    const here = await room({}, twice);
    const tries = await Promise.all(
      [[], [2], [5], [9], [4, 4], [4], [4, 0]].map((removes) =>
        decide(here, member(bob, { kind: 'tidy' }, { removes })),
      ),
    );
    const refused = Array.from({ length: 5 }, () => 'removes');
    expect(tries.map(why)).toEqual([...refused, 'accepted', 'accepted']);
  });

  it('retire removes other leaves of the own participant only', async () => {
    const here = await room({}, twice);
    const tries = await Promise.all(
      [[], [4], [5, 4], [2], [5]].map((removes) =>
        decide(here, member(bob, { kind: 'retire' }, { removes })),
      ),
    );
    expect(tries.map(why)).toEqual(['removes', 'removes', 'removes', 'removes', 'accepted']);
  });

  it('update removes nobody', async () => {
    const here = await room();
    expect(why(await decide(here, member(bob, { kind: 'update' })))).toBe('accepted');
    const removing = member(bob, { kind: 'update' }, { removes: [4] });
    expect(why(await decide(here, removing))).toBe('removes');
  });
});

describe('[S-2] acts', () => {
  /** An act as its author would send it; `sign` may make somebody else sign. */
  async function acting(
    here: Room,
    by: By,
    { act, signer = by, record }: { act: Act; signer?: By; record?: MadeRecord },
  ): Promise<ProposedCommit> {
    const applied = await applyAct(here, act, by.publicKey);
    const changed = typeof applied === 'string' ? here.state : applied;
    const recorded = record
      ? { ...changed, recordNumber: record.record.number, recordHash: record.record.hash }
      : changed;
    const state = await signPolicy(session, recorded, signer);
    const policySignature = state.policySeal?.signature ?? filled(64, 0);
    const recordHash = record?.record.hash ?? new Uint8Array(0);
    const data = { kind: 'act', act, recordHash, policySignature } as const;
    return member(by, data, { record: record?.record });
  }

  async function appointing(who: By, signer: By = hostKey): Promise<Act> {
    const claim = { role: 'deputy', sessionId, participantKey: who.publicKey } as const;
    return { kind: 'appoint', certificate: await certifyRole(meetingId, signer, claim) };
  }

  it('[T20] by a guest are refused', async () => {
    const here = await room();
    const acts: Act[] = [
      { kind: 'door', door: 'open' },
      { kind: 'lock' },
      await appointing(bob),
      { kind: 'revoke', participantKey: dan.publicKey },
    ];
    for (const act of acts) {
      expect(why(await decide(here, await acting(here, bob, { act })))).toBe('role');
    }
  });

  it('[S-5] whose policy somebody else signed are refused', async () => {
    const here = await room();
    const act: Act = { kind: 'lock' };
    for (const signer of [bob, kim, hostKey]) {
      expect(why(await decide(here, await acting(here, dan, { act, signer })))).toBe(
        'policySignature',
      );
    }
  });

  it('[S-5] whose signature is for another state are refused', async () => {
    const here = await room();
    const other = await acting(here, ada, { act: { kind: 'door', door: 'guarded' } });
    const locking = await acting(here, ada, { act: { kind: 'lock' } });
    if (other.data.kind !== 'act' || locking.data.kind !== 'act') throw new Error('no act');
    const { policySignature } = other.data;
    const mixed = { ...locking, data: { ...locking.data, policySignature } };
    expect(why(await decide(here, mixed))).toBe('policySignature');
  });

  it('by deputies change door and lock, and count one up', async () => {
    const here = await room();
    const guarded = await decide(
      here,
      await acting(here, dan, { act: { kind: 'door', door: 'guarded' } }),
    );
    expect(after(guarded)).toMatchObject({ door: 'guarded', policyNumber: 4, locked: false });
    const locked = after(await decide(here, await acting(here, dan, { act: { kind: 'lock' } })));
    expect(locked).toMatchObject({ locked: true, policyNumber: 4 });
    expect(locked.policySeal?.authorKey).toEqual(dan.publicKey);
  });

  it('that change nothing are refused', async () => {
    const here = await room();
    const same = await acting(here, ada, { act: { kind: 'door', door: 'greeted' } });
    expect(why(await decide(here, same))).toBe('nothingChanges');
    expect(why(await decide(here, await acting(here, ada, { act: { kind: 'unlock' } })))).toBe(
      'nothingChanges',
    );
  });

  it('appoint and revoke are the host’s, with its certificate, of people in the room', async () => {
    const here = await room();
    const tries = await Promise.all([
      acting(here, dan, { act: await appointing(bob) }),
      acting(here, ada, { act: await appointing(bob, kim) }),
      acting(here, ada, { act: await appointing(kim) }),
      acting(here, ada, { act: await appointing(dan) }),
      acting(here, dan, { act: { kind: 'revoke', participantKey: dan.publicKey } }),
      acting(here, ada, { act: { kind: 'revoke', participantKey: bob.publicKey } }),
      acting(here, ada, { act: await appointing(bob) }),
      acting(here, ada, { act: { kind: 'revoke', participantKey: dan.publicKey } }),
    ]);
    const decided = await Promise.all(tries.map((commit) => decide(here, commit)));
    const refused = ['role', 'target', 'target', 'target', 'role', 'target'];
    expect(decided.map(why)).toEqual([...refused, 'accepted', 'accepted']);
    const revoked = decided[7] && after(decided[7]);
    expect(revoked?.roles.has(keyText(dan.publicKey))).toBe(false);
    expect(revoked?.admitted.has(keyText(dan.publicKey))).toBe(true);
  });

  it('[K-5] that leave open carry the next record, and others carry none', async () => {
    const open = await room({ door: 'open' });
    const act: Act = { kind: 'door', door: 'greeted' };
    const record = await nextRecord(ada, open.state);
    expect(why(await decide(open, await acting(open, ada, { act })))).toBe('record');
    const state = after(await decide(open, await acting(open, ada, { act, record })));
    expect(state).toMatchObject({
      door: 'greeted',
      recordNumber: 3,
      recordHash: record.record.hash,
    });
    const here = await room();
    const locking = await acting(here, ada, { act: { kind: 'lock' }, record });
    expect(why(await decide(here, locking))).toBe('record');
  });

  it('remove nobody', async () => {
    const here = await room();
    const commit = await acting(here, ada, { act: { kind: 'lock' } });
    expect(why(await decide(here, { ...commit, removes: [4] }))).toBe('removes');
  });
});

describe('[5.4] kick', () => {
  interface Kick {
    readonly targets: readonly By[];
    readonly removes?: readonly number[];
    readonly record?: MadeRecord | undefined;
    readonly signer?: By;
  }

  function signatureOf({ policySeal }: RoomState): Bytes {
    return policySeal?.signature ?? filled(64, 0);
  }

  async function kicking(here: Room, by: By, kick: Kick): Promise<ProposedCommit> {
    const record = 'record' in kick ? kick.record : await nextRecord(by, here.state);
    const targets = kick.targets.map(({ publicKey }) => publicKey);
    const changed = withoutTargets(here.state, targets);
    const { number = 0, hash = filled(32, 0) } = record?.record ?? {};
    const recorded = { ...changed, recordNumber: number, recordHash: hash };
    const state = await signPolicy(session, recorded, kick.signer ?? by);
    const data = {
      kind: 'kick',
      targets,
      recordHash: hash,
      policySignature: signatureOf(state),
    } as const;
    const keys = new Set(targets.map(keyText));
    const theirs = here.roster
      .filter((r) => keys.has(keyText(r.participantKey)))
      .map((r) => r.leaf);
    return member(by, data, { removes: kick.removes ?? theirs, record: record?.record });
  }

  it('[S-2] by a guest, of a host, of a deputy by a deputy, of oneself, of a stranger is refused', async () => {
    const here = await room();
    const tries = await Promise.all([
      kicking(here, bob, { targets: [eve], record: await nextRecord(ada, here.state) }),
      kicking(here, dan, { targets: [ada] }),
      kicking(here, ada, { targets: [ada] }),
      kicking(here, dan, { targets: [dan] }),
      kicking(here, ada, { targets: [kim] }),
      kicking(here, ada, { targets: [] }),
      kicking(here, ada, { targets: [eve, eve] }),
    ]);
    const decided = await Promise.all(tries.map((commit) => decide(here, commit)));
    // A commit that removes its author is refused before anybody looks at what it is.
    const expected = ['target', 'target', 'removes', 'removes', 'target', 'target', 'target'];
    expect(decided.map(why)).toEqual(expected);
  });

  it('removes every leaf of its targets and no other', async () => {
    const here = await room({}, [...roster, { leaf: 6, participantKey: eve.publicKey }]);
    const tries = await Promise.all(
      [[], [4], [4, 6, 2], [2], [4, 6]].map(async (removes) =>
        decide(here, await kicking(here, ada, { targets: [eve], removes })),
      ),
    );
    expect(tries.map(why)).toEqual(['removes', 'removes', 'removes', 'removes', 'accepted']);
  });

  it('[K-5] without its record, or with one that does not follow, is refused: whole or not at all', async () => {
    const here = await room();
    const { state } = here;
    const good = await nextRecord(ada, state);
    const records = await Promise.all([
      nextRecord(ada, { ...state, recordNumber: 3 }),
      nextRecord(ada, { ...state, recordHash: filled(32, 8) }),
      nextRecord(dan, state),
      nextRecord(ada, state, []),
      nextRecord(kim, state),
    ]);
    const tries = await Promise.all(
      [undefined, ...records].map(async (record) =>
        decide(here, await kicking(here, ada, { targets: [eve], record })),
      ),
    );
    expect(tries.map(why)).toEqual(Array.from({ length: 6 }, () => 'record'));
    const whole = await kicking(here, ada, { targets: [eve], record: good });
    const other = await nextRecord(ada, state);
    expect(why(await decide(here, { ...whole, record: other.record }))).toBe('record');
    expect(why(await decide(here, whole))).toBe('accepted');
  });

  it('[S-5] whose policy somebody else signed is refused', async () => {
    const here = await room();
    const commit = await kicking(here, ada, { targets: [eve], signer: dan });
    expect(why(await decide(here, commit))).toBe('policySignature');
  });

  it('takes admission and role, guards the door, and is a deputy’s too', async () => {
    const here = await room({ door: 'open' });
    const state = after(await decide(here, await kicking(here, dan, { targets: [eve] })));
    const key = keyText(eve.publicKey);
    expect(state).toMatchObject({ door: 'guarded', policyNumber: 4, recordNumber: 3 });
    expect([state.kicked.has(key), state.admitted.has(key)]).toEqual([true, false]);
    const byHost = after(await decide(here, await kicking(here, ada, { targets: [dan] })));
    expect(byHost.roles.has(keyText(dan.publicKey))).toBe(false);
  });

  it('reaches who is not connected', async () => {
    const here = await room({}, roster.slice(0, 3));
    const state = after(await decide(here, await kicking(here, ada, { targets: [eve] })));
    expect(state.kicked.has(keyText(eve.publicKey))).toBe(true);
  });
});

describe('[S-4, S-5] a state that somebody hands over', () => {
  it('has one spelling, and one hash', async () => {
    const { state } = await room({ kicked: new Set([keyText(kim.publicKey)]) });
    const bytes = encodeState(state);
    expect(decodeState(bytes)).toEqual(state);
    const turned = { ...state, admitted: new Map([...state.admitted].reverse()) };
    expect(await hashState(turned)).toEqual(await hashState(state));
  });

  it('is refused in every other spelling', async () => {
    const bytes = encodeState((await room()).state);
    const read: string[] = [];
    for (const { what, bytes: copy } of spoiled(bytes)) {
      const same = tryDecode(copy);
      // A changed byte of a key or hash is another state, and its hash tells; cuts and additions are none.
      if (same !== undefined && !what.startsWith('bit')) read.push(what);
      if (same !== undefined) expect(encodeState(same)).toEqual(copy);
    }
    expect(read).toEqual([]);
  });

  function tryDecode(bytes: Bytes): RoomState | undefined {
    try {
      return decodeState(bytes);
    } catch (error) {
      if (error instanceof MalformedError) return undefined;
      throw error;
    }
  }

  it('[S-4] opens only under the room’s PSK, in its session and epoch, beside its GroupInfo', async () => {
    const { state } = await room();
    const psk = filled(32, 1);
    const place = { sessionId, epoch: 3n, groupInfo: filled(50, 2) };
    const sealed = await sealState(psk, place, state);
    expect(await openState(psk, place, sealed)).toEqual(state);
    const tries = await Promise.all([
      openState(filled(32, 2), place, sealed),
      openState(psk, { ...place, epoch: 2n }, sealed),
      openState(psk, { ...place, groupInfo: filled(50, 3) }, sealed),
      openState(psk, { ...place, sessionId: newSessionId() }, sealed),
    ]);
    expect(tries).toEqual([undefined, undefined, undefined, undefined]);
  });

  it('[S-5] by a guest alone in the room is refused: door, lock, kick, record, role', async () => {
    const { state } = await room({ kicked: new Set([keyText(kim.publicKey)]), locked: true });
    const stolen = await certifyRole(meetingId, kim, {
      role: 'host',
      sessionId,
      participantKey: bob.publicKey,
    });
    const forged: RoomState[] = [
      { ...state, door: 'open' },
      { ...state, locked: false },
      { ...state, kicked: new Set() },
      { ...state, recordNumber: 9 },
      { ...state, policyNumber: 9 },
      { ...state, policySeal: undefined },
      { ...state, hostKey: kim.publicKey },
      { ...state, roles: new Map([...state.roles, [keyText(bob.publicKey), stolen]]) },
      await signPolicy(session, { ...state, door: 'open' }, bob),
      await signPolicy({ ...session, sessionId: newSessionId() }, state, ada),
    ];
    expect(await isStateGenuine(session, state)).toBe(true);
    const genuine = await Promise.all(forged.map((other) => isStateGenuine(session, other)));
    expect(genuine).toEqual(forged.map(() => false));
  });

  it('[S-5] without a signature is only an untouched session at an open door', async () => {
    const { state } = await room({ roles: new Map(), door: 'open' });
    const untouched = { ...state, policyNumber: 0, policySeal: undefined };
    expect(await isStateGenuine(session, untouched)).toBe(true);
    const touched = [
      { ...untouched, policyNumber: 1 },
      { ...untouched, door: 'greeted' as const },
      { ...untouched, locked: true },
      { ...untouched, kicked: new Set([keyText(bob.publicKey)]) },
    ];
    const genuine = await Promise.all(touched.map((other) => isStateGenuine(session, other)));
    expect(genuine).toEqual([false, false, false, false]);
  });
});

describe('a commit’s authenticated data', () => {
  it('is read as it was written, and in no other spelling', async () => {
    const here = await room();
    const claim = { role: 'deputy', sessionId, participantKey: bob.publicKey } as const;
    const certificate = await certifyRole(meetingId, hostKey, claim);
    const signature = { policySignature: filled(64, 3) };
    const act = (one: Act): CommitData => {
      return { kind: 'act', act: one, recordHash: new Uint8Array(0), ...signature };
    };
    const all: CommitData[] = [
      noPass,
      await passFor(kim, bob),
      { kind: 'return' },
      { kind: 'retire' },
      { kind: 'tidy' },
      { kind: 'update' },
      act({ kind: 'door', door: 'guarded' }),
      act({ kind: 'lock' }),
      act({ kind: 'unlock' }),
      act({ kind: 'appoint', certificate }),
      act({ kind: 'revoke', participantKey: bob.publicKey }),
      { kind: 'kick', targets: [bob.publicKey], recordHash: filled(32, 1), ...signature },
    ];
    const stateHash = await hashState(here.state);
    for (const data of all) {
      const bytes = encodeCommitData({ stateHash, data });
      expect(decodeCommitData(bytes)).toEqual({ stateHash, data });
      const newer = new Uint8Array(bytes);
      newer[0] = 2;
      for (const bad of [newer, bytes.slice(0, -1), concat(bytes, filled(1, 0))]) {
        expect(() => decodeCommitData(bad)).toThrow(MalformedError);
      }
    }
  });
});
