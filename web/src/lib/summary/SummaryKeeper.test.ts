import { toBase64Url, type Bytes } from '@conclave/shared/bytes';
import { MeetingId, ParticipantId, SessionId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import { SummaryId, type SummaryList } from '@conclave/shared/wire/summaryApi';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { SaveState, SharedDocument } from '../documents/SharedDocument.ts';
import type { SummaryLevel } from '../e2ee/objects/summaryLevel.ts';
import type { RoomView } from '../e2ee/session/RoomView.ts';
import type { SealedSummaryKeys, SummaryTarget } from '../e2ee/session/SummaryAgent.ts';
import { SummaryKeeper } from './SummaryKeeper.ts';
import { writeWanted } from './wantedSummaries.ts';

const named = (first: number): string => toBase64Url(new Uint8Array(16).fill(first));
const person = (first: number): ParticipantId => v.parse(ParticipantId, named(first));
const summary = (first: number): SummaryId => v.parse(SummaryId, named(first));
const session = (first: number): SessionId => v.parse(SessionId, named(first));
const key = (first: number): Bytes => new Uint8Array(32).fill(first);
const [MARA, ILSE] = [person(1), person(2)];

/** A room with a roster, a server and a key worker, as far as the keeper looks at them. */
class Stage {
  readonly doc = new Y.Doc();
  readonly authors = new Map<number, ParticipantId>();
  readonly added: SealedSummaryKeys[] = [];
  readonly dropped: SummaryId[] = [];
  readonly waits: (() => void)[] = [];
  listed: SummaryList['summaries'] = [];
  asked = 0;
  record = 1;
  saveState: SaveState = { kind: 'saved' };
  fails = false;
  level: SummaryLevel = 'sealed';
  session = session(21);
  kicked: ParticipantId[] = [];
  readonly keeper: SummaryKeeper;

  constructor() {
    const document = { doc: this.doc, authorOf: (id: number) => this.authors.get(id) };
    const roster = (): Pick<SharedDocument, 'doc' | 'authorOf' | 'saveState'> => {
      return { ...document, saveState: this.saveState };
    };
    this.keeper = new SummaryKeeper({
      api: {
        list: () => {
          this.asked += 1;
          if (this.fails) return Promise.reject(new RefusedError('unavailable'));
          return Promise.resolve(this.listed);
        },
        addBoxes: (sealed) => Promise.resolve(void this.added.push(sealed)),
        drop: (id) => Promise.resolve(void this.dropped.push(id)),
      },
      roster,
      sealKeys: (targets) => Promise.resolve(this.#sealed(targets)),
      settled: () => Promise.resolve(),
      level: () => this.level,
      after: (_ms, run) => {
        this.waits.push(run);
        return () => undefined;
      },
    });
  }

  /** Somebody wrote into the roster, and the server has a summary of theirs. */
  wants(who: ParticipantId, first: number): void {
    const theirs = new Y.Doc();
    Y.applyUpdate(theirs, Y.encodeStateAsUpdate(this.doc));
    this.authors.set(theirs.clientID, who);
    const target = { summaryId: summary(first), sessionId: this.session };
    writeWanted({ doc: theirs, authorOf: () => who }, target, key(first));
    Y.applyUpdate(this.doc, Y.encodeStateAsUpdate(theirs));
    const state = { state: 'armed', mail: null, mayResend: false } as const;
    const listed = { summaryId: summary(first), participantId: who, earlier: false };
    this.listed = [...this.listed, { ...listed, ...state, recordNumber: 1 }];
  }

  async sees(self: ParticipantId, role: 'host' | 'guest'): Promise<void> {
    const view: RoomView = {
      ...{ meetingId: v.parse(MeetingId, named(9)), phase: { kind: 'inside' }, card: null },
      ...{ self: { participantId: self, role, leaf: 0 }, door: 'greeted', locked: false, epoch: 1 },
      ...{ members: [], knocks: [], comparing: null, digits: '', storage: 'kept' },
    };
    this.keeper.see(view);
    await settled();
  }

  #sealed(targets: readonly SummaryTarget[]): SealedSummaryKeys {
    const boxes = targets.map(({ summaryId, publicKey }) => ({ summaryId, sealedKey: publicKey }));
    const room = { sessionId: this.session, kicked: this.kicked };
    return { ...room, recordNumber: this.record, recordHash: key(this.record), boxes };
  }
}

/** What waits for promises alone has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('[S-5] keeping summaries able to open what is newer', () => {
  it('who leads seals each new record to everybody, once', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toMatchObject([
      { recordNumber: 2, boxes: [{ summaryId: summary(11), sealedKey: key(11) }] },
    ]);
    await stage.sees(MARA, 'host');
    expect(stage.asked).toBe(1);
  });

  it('a guest does so for the own one, and asks nothing without one', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    await stage.sees(MARA, 'guest');
    expect(stage.asked).toBe(0);
    stage.record = 2;
    await stage.sees(ILSE, 'guest');
    expect(stage.added).toHaveLength(1);
  });

  it('a key that the server lists and nobody wrote is sealed to by nobody', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.listed = stage.listed.map((one) => ({ ...one, summaryId: summary(66) }));
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.asked).toBe(1);
    expect(stage.added).toEqual([]);
  });

  it('waits for the roster, and tries again what failed', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.record = 2;
    stage.saveState = { kind: 'opening' };
    await stage.sees(MARA, 'host');
    stage.saveState = { kind: 'saved' };
    stage.fails = true;
    stage.waits.pop()?.();
    await settled();
    expect(stage.added).toEqual([]);
    stage.fails = false;
    stage.waits.pop()?.();
    await settled();
    expect(stage.added).toHaveLength(1);
  });

  it('[S-9] who removes somebody revokes their summary, and nobody else’s kick does', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    await stage.sees(MARA, 'host');
    stage.keeper.hear({ kind: 'kicked', participantIds: [ILSE], by: ILSE });
    await settled();
    expect(stage.dropped).toEqual([]);
    stage.keeper.hear({ kind: 'kicked', participantIds: [ILSE], by: MARA });
    await settled();
    expect(stage.dropped).toEqual([summary(11)]);
  });

  it('[S-9] who was removed gets no newer key, whatever the server goes on listing', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    await stage.sees(MARA, 'host');
    stage.keeper.hear({ kind: 'kicked', participantIds: [ILSE], by: ILSE });
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toEqual([]);
  });

  it('[S-9] a summary of before that was sent is revoked as well, again if it failed', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.listed = stage.listed.map((one) => ({ ...one, state: 'sent' }));
    await stage.sees(MARA, 'host');
    stage.fails = true;
    stage.keeper.hear({ kind: 'kicked', participantIds: [ILSE], by: MARA });
    await settled();
    expect(stage.dropped).toEqual([]);
    stage.fails = false;
    stage.waits.pop()?.();
    await settled();
    expect(stage.dropped).toEqual([summary(11)]);
  });

  it('[S-5] who was removed before this page was here gets no newer key either', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.kicked = [ILSE];
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toEqual([]);
  });

  it('[S-13] what was prepared in another session gets no key, whatever the server lists it as', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.session = session(22);
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toEqual([]);
    stage.wants(ILSE, 12);
    stage.keeper.tendAgain();
    await settled();
    expect(stage.added.map(({ boxes }) => boxes.map(({ summaryId }) => summaryId))).toEqual([
      [summary(12)],
    ]);
  });

  it('[S-13] nor does what was sent, or is of an earlier session', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.wants(MARA, 12);
    stage.listed = stage.listed.map((one, at) =>
      at === 0 ? { ...one, state: 'sent' } : { ...one, earlier: true },
    );
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.asked).toBe(1);
    expect(stage.added).toEqual([]);
  });

  it('at level none nothing is sealed, whatever somebody prepared', async () => {
    const stage = new Stage();
    stage.level = 'none';
    stage.wants(ILSE, 11);
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toEqual([]);
  });

  it('letters that are no key cost nobody else theirs', async () => {
    const stage = new Stage();
    stage.wants(ILSE, 11);
    stage.doc
      .getArray('summaries')
      .push([{ id: summary(12), key: '_'.repeat(43), session: stage.session }]);
    stage.authors.set(stage.doc.clientID, MARA);
    stage.record = 2;
    await stage.sees(MARA, 'host');
    expect(stage.added).toHaveLength(1);
  });
});
