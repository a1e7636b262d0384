import { describe, expect, it } from 'vitest';
import { RefusedError } from '@conclave/shared/RefusedError';
import { newRequestId } from '../../web/src/lib/e2ee/crypto/random.ts';
import type { AnyNotification } from '../../web/src/lib/signaling/SignalingPort.ts';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { Browser, isInside, names, World, type Tab } from '../support/roomAgents.ts';

/** The last of some notification that the server said to anybody, and a way to look at all of them. */
function listening(world: World): AnyNotification[] {
  const said: AnyNotification[] = [];
  world.evil.meddle = (_to, heard) => {
    said.push(heard);
    return [heard];
  };
  return said;
}

function last<N extends AnyNotification['name']>(
  said: AnyNotification[],
  name: N,
): Extract<AnyNotification, { name: N }> {
  const found = said.findLast((heard): heard is Extract<AnyNotification, { name: N }> => {
    return heard.name === name;
  });
  if (found === undefined) throw new Error(`nobody was told ${name}`);
  return found;
}

async function three(): Promise<{
  world: World;
  created: CreatedMeeting;
  ada: Tab;
  bob: Tab;
  eve: Tab;
}> {
  const world = await World.make();
  const created = await world.meeting();
  const ada = await world.hostInside(created);
  const bob = await world.guestInside(created, 'Bob');
  const eve = await world.guestInside(created, 'Eve');
  const all = [ada, bob, eve];
  await world.until(() => all.every((tab) => names(tab).length === 3 && !names(tab).includes('')));
  return { world, created, ada, bob, eve };
}

function idOf(tab: Tab, name: string): Tab['agent']['view']['members'][number]['participantId'] {
  const member = tab.agent.view.members.find((m) => m.name === name);
  if (member === undefined) throw new Error(`${tab.browser.name} does not see ${name}`);
  return member.participantId;
}

/** All who are inside hold one epoch's key, and send with it. */
function expectOneKey(tabs: Tab[]): void {
  const epochs = tabs.map(({ agent }) => agent.view.epoch);
  expect(new Set(epochs).size).toBe(1);
  const keys = tabs.map(({ keys: held, agent }) => held.keys.get(BigInt(agent.view.epoch)));
  expect(keys[0]).toHaveLength(16);
  for (const key of keys) expect(key).toEqual(keys[0]);
}

describe('[C-1] the card that a server shows', () => {
  it('of another meeting is refused, and nothing is asked after it', async () => {
    const world = await World.make();
    const [created, other] = [await world.meeting(), await world.meeting()];
    const foreign = world.evil.meeting(other.hostMeeting.meetingId).links[0]?.sealedCard;
    const asked: string[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      asked.push(method);
      return params;
    };
    world.evil.meddleResult = (_to, method, result) =>
      method === 'enter' ? { ...Object(result), sealedCard: foreign } : result;
    const bob = await world.open(created, {
      browser: new Browser('Bob'),
      link: created.links.copied,
    });
    expect(bob.agent.view.phase).toEqual({ kind: 'refused', code: 'forgedCard' });
    expect(asked).toEqual(['enter']);
  });

  it('with another host key, or a record by another host, is refused', async () => {
    const world = await World.make();
    const [created, other] = [await world.meeting(), await world.meeting()];
    const { hostKey, record } = world.evil.meeting(other.hostMeeting.meetingId);
    const lies = [{ hostKey }, { record: record.record }];
    const codes: unknown[] = [];
    for (const lie of lies) {
      world.evil.meddleResult = (_to, method, result) =>
        method === 'enter' ? { ...Object(result), ...lie } : result;
      const tab = await world.open(created, {
        browser: new Browser('Bob'),
        link: created.links.copied,
      });
      codes.push(tab.agent.view.phase);
    }
    expect(codes).toEqual([
      { kind: 'refused', code: 'forgedCard' },
      { kind: 'refused', code: 'wrongKey' },
    ]);
  });

  it('[B-1] older than the one this browser saw, or with an older key record, is refused', async () => {
    const { world, created, ada, bob } = await three();
    const old = world.evil.meeting(created.hostMeeting.meetingId).record.record;
    await world.during(ada.agent.kick([idOf(ada, 'Eve')]));
    await world.until(() => names(bob).length === 2, 'Eve out');
    world.evil.meddleResult = (_to, method, result) =>
      method === 'enter' ? { ...Object(result), record: old } : result;
    const back = await world.reload(created, bob);
    expect(back.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
    expect(back.keys.keys.size).toBe(0);
  });
});

describe('[T20] knocks and letters', () => {
  it('a knock that the server repeats, or hands in for another one, gets no letter', async () => {
    const { world, created, ada } = await three();
    const said = listening(world);
    await world.guestInside(created, 'Kim');
    const { payload } = last(said, 'knock');
    const answers: unknown[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      if (method === 'answerKnock') answers.push(params);
      return params;
    };
    const other = last(said, 'letter').payload.knockId.replaceAll('a', 'b');
    const forged = { ...payload, knockId: other, asked: 'doorkeeper' as const };
    const [, keeper] = [...world.evil.meeting(created.hostMeeting.meetingId).peers];
    if (keeper === undefined) throw new Error('nobody is there');
    for (const peer of world.evil.meeting(created.hostMeeting.meetingId).peers) {
      world.evil.tell(peer, { name: 'knock', payload: { ...forged, knockId: payload.knockId } });
    }
    await world.pass(2_000);
    // The same knock again: whoever gets a letter for it is who made it, and it opens for nobody else.
    expect(answers.length).toBeGreaterThan(0);
    expect(names(ada)).toEqual(['Ada', 'Bob', 'Eve', 'Kim']);
  });

  it('a letter for another knock, or invented, is not taken', async () => {
    const { world, created } = await three();
    const letters: AnyNotification[] = [];
    world.evil.meddle = (_to, heard) => {
      if (heard.name !== 'letter') return [heard];
      letters.push(heard);
      const [first] = letters;
      if (first?.name !== 'letter' || letters.length === 1) return [];
      // Kim gets the letter that was written to Sam.
      return [
        { name: 'letter', payload: { ...heard.payload, sealedLetter: first.payload.sealedLetter } },
      ];
    };
    const sam = await world.knocking(created, { name: 'Sam', link: created.links.copied });
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => letters.length === 2, 'letters');
    await world.pass(3_000);
    // Handed nothing but wrong letters, whoever asks one member after the other gives up.
    expect([sam, kim].map(({ agent }) => agent.view.phase.kind)).toEqual(['knocking', 'refused']);
    expect(kim.events).toContainEqual({ kind: 'warning', warning: 'badMessage' });
    expect(kim.keys.keys.size + sam.keys.keys.size).toBe(0);
  });

  it('[K-3] a knock sealed to the inbox before a kick is still opened', async () => {
    const { world, created, ada, bob } = await three();
    let held: (() => void) | undefined;
    const { meetingId } = created.hostMeeting;
    world.evil.meddle = (to, heard) => {
      if (heard.name !== 'knock' || held !== undefined) return [heard];
      const keeper = [...world.evil.meeting(meetingId).peers].find(({ id }) => id === to);
      held = () => {
        if (keeper !== undefined) world.evil.tell(keeper, heard);
      };
      return [];
    };
    await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => held !== undefined, 'the knock');
    await world.during(ada.agent.kick([idOf(ada, 'Eve')]));
    await world.until(() => names(bob).length === 2, 'Eve out');
    held?.();
    await world.until(() => ada.agent.view.knocks.length === 1, 'the knock on the screen');
    expect(ada.agent.view.knocks[0]).toMatchObject({ name: 'Kim', mayAnswer: true });
  });
});

describe('[5.5] what a joiner is served', () => {
  it('[T20] a GroupInfo older than the letter is refused: no frame is sent or heard', async () => {
    const { world, created, ada } = await three();
    const said = listening(world);
    await world.guestInside(created, 'Kim');
    const stale = last(said, 'ticket').payload.head;
    await world.during(ada.agent.setLocked(true));
    await world.during(ada.agent.setLocked(false));
    world.evil.meddle = (_to, heard) =>
      heard.name === 'ticket'
        ? [{ name: 'ticket', payload: { ...heard.payload, head: stale } }]
        : [heard];
    const sam = await world.knocking(created, { name: 'Sam', link: created.links.copied });
    await world.until(() => sam.agent.view.phase.kind === 'refused', 'refused');
    expect(sam.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
    expect(sam.keys.keys.size).toBe(0);
    expect(names(ada)).not.toContain('Sam');
  });

  it('[T20] head and state of different epochs, or touched, are refused and asked for anew', async () => {
    const { world, created, ada, bob } = await three();
    let touched = 0;
    world.evil.meddle = (_to, heard) => {
      if (heard.name !== 'ticket' || touched > 0) return [heard];
      touched += 1;
      const groupInfo = new Uint8Array(heard.payload.head.groupInfo);
      groupInfo[200] = (groupInfo[200] ?? 0) ^ 1;
      return [
        {
          name: 'ticket',
          payload: { ...heard.payload, head: { ...heard.payload.head, groupInfo } },
        },
      ];
    };
    const reports: unknown[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      if (method === 'reportHead' || method === 'provideHead') reports.push(method);
      return params;
    };
    const kim = await world.guestInside(created, 'Kim');
    await world.pass(1_000);
    expect(reports).toEqual(['reportHead', 'provideHead']);
    expectOneKey([ada, bob, kim]);
  });

  it('[J-1] without a member’s confirmation nothing is sent or played, however often it joins', async () => {
    const { world, created } = await three();
    world.evil.meddle = (_to, heard) => (heard.name === 'confirmation' ? [] : [heard]);
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => kim.agent.view.phase.kind === 'refused', 'refused');
    expect(kim.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
    expect(kim.keys.keys.size).toBe(0);
    expect(kim.keys.sending).toBeUndefined();
  });

  it('[J-1] a confirmation of another join does not count', async () => {
    const { world, created } = await three();
    const kept: Uint8Array<ArrayBuffer>[] = [];
    world.evil.meddle = (_to, heard) => {
      if (heard.name !== 'confirmation') return [heard];
      kept.push(heard.payload.confirmation);
      const [first] = kept;
      if (first === undefined) return [];
      return [{ name: 'confirmation', payload: { ...heard.payload, confirmation: first } }];
    };
    const sam = await world.guestInside(created, 'Sam');
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => kim.agent.view.phase.kind === 'refused', 'refused');
    expect(isInside(sam)).toBe(true);
    expect(kim.keys.keys.size).toBe(0);
  });

  it('[J-1] who came by a letter does not believe that nobody is there', async () => {
    const { world, created } = await three();
    world.evil.meddle = (_to, heard) => {
      if (heard.name === 'confirmation') return [];
      if (heard.name !== 'ticket') return [heard];
      return [{ name: 'ticket', payload: { ...heard.payload, alone: true } }];
    };
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => kim.agent.view.phase.kind === 'refused', 'refused');
    expect(kim.keys.keys.size).toBe(0);
  });
});

describe('[5.6] what members are shown', () => {
  it('[T20] a ghost that only the server knows is on nobody’s screen', async () => {
    const { world, created, ada } = await three();
    const [peer] = [...world.evil.meeting(created.hostMeeting.meetingId).peers];
    if (peer === undefined) throw new Error('nobody is there');
    const said = listening(world);
    await world.guestInside(created, 'Kim');
    const joined = last(said, 'peerJoined').payload;
    for (const one of world.evil.meeting(created.hostMeeting.meetingId).peers) {
      world.evil.tell(one, { name: 'peerJoined', payload: { ...joined, leaf: 9 } });
    }
    await world.pass(1_000);
    expect(names(ada)).toEqual(['Ada', 'Bob', 'Eve', 'Kim']);
    expect(ada.agent.view.members.map(({ leaf }) => leaf)).not.toContain(9);
  });

  it('[T20] a remove that nobody made removes nobody', async () => {
    const { world, created, ada, bob, eve } = await three();
    const already = eve.phases.length;
    for (const peer of world.evil.meeting(created.hostMeeting.meetingId).peers) {
      world.evil.tell(peer, { name: 'tidyRequest', payload: { leaves: [2] } });
    }
    // The server may ask for it; whoever was removed by mistake is back without a click.
    await world.pass(8_000);
    await world.until(() =>
      [ada, bob, eve].every((tab) => isInside(tab) && names(tab).length === 3),
    );
    await world.pass(2_000);
    expectOneKey([ada, bob, eve]);
    const since = eve.phases.slice(already).map(({ kind }) => kind);
    expect(new Set(since)).toEqual(new Set(['returning', 'inside']));
  });

  it('a commit that is withheld from one, who then comes back to the others', async () => {
    const { world, created, ada, bob, eve } = await three();
    const { session } = world.evil.meeting(created.hostMeeting.meetingId);
    const bobsPeer = [...(session?.members.values() ?? [])].find(
      ({ leaf }) => leaf === bob.agent.view.self?.leaf,
    )?.peer.id;
    let withheld = 0;
    world.evil.meddle = (to, heard) => {
      const aboutCommit = heard.name === 'commit' || heard.name === 'commitFinal';
      if (to !== bobsPeer || !aboutCommit || withheld >= 3) return [heard];
      withheld += 1;
      return [];
    };
    await world.during(ada.agent.setLocked(true));
    await world.during(ada.agent.setLocked(false));
    await world.until(
      () => bob.agent.view.epoch === ada.agent.view.epoch && isInside(bob),
      'Bob back',
    );
    await world.pass(2_000);
    expect(withheld).toBe(3);
    expectOneKey([ada, bob, eve]);
  });

  it('[T20] a commit of a member by another one’s hand is refused by all and changes nothing', async () => {
    const { world, created, ada, bob, eve } = await three();
    const said = listening(world);
    await world.during(ada.agent.setLocked(true));
    const { payload } = last(said, 'commit');
    await world.pass(1_000);
    const epoch = ada.agent.view.epoch;
    const verdicts: unknown[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      if (method === 'ackCommit') verdicts.push(params);
      return params;
    };
    const commitId = newRequestId();
    for (const peer of world.evil.meeting(created.hostMeeting.meetingId).peers) {
      world.evil.tell(peer, { name: 'commit', payload: { ...payload, commitId, epoch } });
    }
    await world.pass(1_000);
    const refused = { commitId, verdict: { kind: 'refused' } };
    expect(verdicts).toEqual([refused, refused, refused]);
    expectOneKey([ada, bob, eve]);
  });
});

describe('[7] messages that the server keeps back', () => {
  type Relayed = Extract<AnyNotification, { name: 'relayed' }>;

  /** Reactions of Bob and Eve in the epoch that they share with Ada, who has not got them yet. */
  async function kept(): Promise<{
    stage: Awaited<ReturnType<typeof three>>;
    deliver: () => Promise<void>;
    reactions: () => string[];
  }> {
    const stage = await three();
    const { world, created, ada, bob, eve } = stage;
    const held: Relayed[] = [];
    world.evil.meddle = (_to, heard) => {
      if (heard.name !== 'relayed') return [heard];
      held.push(heard);
      return [];
    };
    await world.during(bob.agent.react('👍'));
    await world.during(eve.agent.react('👏'));
    await world.until(() => held.length === 4, 'both reactions, to two people each');
    world.evil.meddle = (_to, heard) => [heard];
    return {
      stage,
      async deliver() {
        for (const peer of world.evil.meeting(created.hostMeeting.meetingId).peers) {
          for (const heard of held) world.evil.tell(peer, heard);
        }
        await world.pass(500);
      },
      reactions: () =>
        ada.events.flatMap((event) => (event.kind === 'reaction' ? [event.reaction] : [])),
    };
  }

  it('by somebody who is not in the roster any more are dropped, those of others are not', async () => {
    const { stage, deliver, reactions } = await kept();
    const { world, ada, bob } = stage;
    await world.during(bob.agent.leave());
    await world.until(() => names(ada).join() === 'Ada,Eve', 'Bob gone');
    await deliver();
    expect(reactions()).toEqual(['👏']);
  });

  it('[T21] of before a kick are dropped at once, also those of who stays', async () => {
    const { stage, deliver, reactions } = await kept();
    const { world, ada } = stage;
    await world.during(ada.agent.kick([idOf(ada, 'Bob')]));
    await world.until(() => names(ada).join() === 'Ada,Eve', 'Bob out');
    await deliver();
    expect(reactions()).toEqual([]);
  });

  it('are heard late while nobody left', async () => {
    const { deliver, reactions } = await kept();
    await deliver();
    expect(reactions().sort()).toEqual(['👍', '👏'].sort());
  });
});

describe('kicks', () => {
  it('two at once: one is first, the other is built anew, and both are out', async () => {
    const { world, ada, bob, eve, created } = await three();
    const kim = await world.guestInside(created, 'Kim');
    await world.until(() => names(ada).includes('Kim') && names(bob).includes('Eve'), 'all');
    await world.during(ada.agent.appoint(idOf(ada, 'Bob')));
    await world.until(() => bob.agent.view.self?.role === 'deputy', 'deputy');
    const both = Promise.all([
      ada.agent.kick([idOf(ada, 'Eve')]),
      bob.agent.kick([idOf(bob, 'Kim')]),
    ]);
    await world.during(both);
    await world.until(() => names(ada).length === 2 && names(bob).length === 2, 'two left');
    await world.pass(1_000);
    expect([eve, kim].map(({ agent }) => agent.view.phase)).toEqual([
      { kind: 'over', reason: 'removed' },
      { kind: 'over', reason: 'removed' },
    ]);
    await world.pass(2_000);
    expectOneKey([ada, bob]);
    expect(world.evil.meeting(created.hostMeeting.meetingId).record.number).toBe(4);
  });

  it('a joiner in flight is turned back, and the kicked one’s friend does not get in by an old letter', async () => {
    const { world, created, ada, bob } = await three();
    let letter: AnyNotification | undefined;
    world.evil.meddle = (_to, heard) => {
      if (heard.name !== 'letter' || letter !== undefined) return [heard];
      letter = heard;
      return [];
    };
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.until(() => letter !== undefined, 'the letter');
    await world.during(ada.agent.kick([idOf(ada, 'Eve')]));
    await world.until(() => names(bob).length === 2, 'Eve out');
    for (const peer of world.evil.meeting(created.hostMeeting.meetingId).peers) {
      if (letter !== undefined) world.evil.tell(peer, letter);
    }
    await world.until(() => ada.agent.view.knocks.length === 1, 'a new knock');
    await world.pass(500);
    expect(kim.agent.view.phase).toMatchObject({ kind: 'knocking', waitingFor: 'person' });
    expect(kim.keys.keys.size).toBe(0);
    expect(names(ada)).toEqual(['Ada', 'Bob']);
  });

  it('a bundle delivered in part is refused by all: nobody is removed, nobody is left behind', async () => {
    const { world, ada, bob, eve } = await three();
    world.evil.meddle = (_to, heard) =>
      heard.name === 'commit'
        ? [{ name: 'commit', payload: { ...heard.payload, record: null } }]
        : [heard];
    await expect(world.during(ada.agent.kick([idOf(ada, 'Eve')]))).rejects.toThrow(RefusedError);
    await world.pass(3_000);
    expect([ada, bob, eve].map(names)).toEqual(
      Array.from({ length: 3 }, () => ['Ada', 'Bob', 'Eve']),
    );
    expectOneKey([ada, bob, eve]);
    world.evil.meddle = (_to, heard) => [heard];
    await world.during(ada.agent.kick([idOf(ada, 'Eve')]));
    await world.until(() => eve.agent.view.phase.kind === 'over', 'Eve out');
  });

  it('[T21] the kicked never gets another key, whatever of the old it replays to the server', async () => {
    const { world, created, ada, bob, eve } = await three();
    const before = new Set(eve.keys.keys.keys());
    await world.during(ada.agent.kick([idOf(ada, 'Eve')]));
    await world.until(() => eve.agent.view.phase.kind === 'over', 'Eve out');
    const back = await world.open(created, { browser: eve.browser, link: created.links.copied });
    await world.during(back.agent.join('Eve'));
    await world.until(() => back.agent.view.phase.kind === 'turnedAway', 'turned away');
    await world.during(ada.agent.setDoor('greeted'));
    await world.during(back.agent.join('Eve'));
    await world.until(() => back.agent.view.phase.kind === 'turnedAway', 'turned away again');
    expect(new Set([...eve.keys.keys.keys(), ...back.keys.keys.keys()])).toEqual(before);
    expect(names(bob)).toEqual(['Ada', 'Bob']);
  });
});
