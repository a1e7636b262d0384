import { describe, expect, it } from 'vitest';
import type { SessionId } from '../../shared/src/ids.ts';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { importHostKeys } from '../../web/src/lib/e2ee/host/HostKeys.ts';
import { decodeRecord } from '../../web/src/lib/e2ee/objects/keyRecord.ts';
import { makeRecord } from '../../web/src/lib/e2ee/objects/recordSecret.ts';
import { certifyRole } from '../../web/src/lib/e2ee/objects/roleCertificate.ts';
import { Browser, isInside, names, World, type Tab } from '../support/roomAgents.ts';

/** A session in which Bob led and removed Eve; the host ended it. */
async function ledByBob(): Promise<{
  world: World;
  created: CreatedMeeting;
  bob: Browser;
  sessionId: SessionId;
}> {
  const world = await World.make();
  const created = await world.meeting();
  const ada = await world.hostInside(created);
  const bob = await world.guestInside(created, 'Bob');
  const eve = await world.guestInside(created, 'Eve');
  await world.until(() => [ada, bob].every((tab) => names(tab).join() === 'Ada,Bob,Eve'), 'all');
  const idOf = (name: string): Tab['agent']['view']['members'][number]['participantId'] => {
    const member = bob.agent.view.members.find((one) => one.name === name);
    if (member === undefined) throw new Error(`Bob does not see ${name}`);
    return member.participantId;
  };
  await world.during(ada.agent.appoint(idOf('Bob')));
  await world.until(() => bob.agent.view.self?.role === 'deputy', 'Bob deputy');
  await world.during(bob.agent.kick([idOf('Eve')]));
  await world.until(() => eve.agent.view.phase.kind === 'over', 'Eve out');
  const { sessionId } = running(world, created);
  await world.during(ada.agent.endForAll());
  for (const tab of [ada, bob, eve]) world.shut(tab);
  return { world, created, bob: bob.browser, sessionId };
}

function running(world: World, created: CreatedMeeting): { sessionId: SessionId } {
  const { session } = world.evil.meeting(created.hostMeeting.meetingId);
  if (session === undefined) throw new Error('no session');
  return session;
}

/** Bob's "newest record", under his certificate of a session, put where the server serves it. */
async function plant(
  { world, created, bob }: { world: World; created: CreatedMeeting; bob: Browser },
  sessionId: SessionId,
): Promise<void> {
  const meeting = world.evil.meeting(created.hostMeeting.meetingId);
  const host = await importHostKeys(created.hostMeeting);
  const author = await bob.storage.participantKey(host.meeting.meetingId);
  const participantKey = author.publicKey;
  const claim = { role: 'deputy' as const, sessionId, participantKey };
  const before = await decodeRecord(meeting.record.record);
  if (before === undefined) throw new Error('no record');
  const { record, bytes } = await makeRecord({
    meeting: host.meeting,
    previous: { ...before, archiveKey: new Uint8Array(32) },
    author,
    certificate: await certifyRole(host.meeting.meetingId, host.signing, claim),
    boxKeys: [host.box.publicKey],
  });
  meeting.record = { number: record.number, record: bytes };
}

const KNOCKING = { kind: 'knocking', waitingFor: 'host' };

describe('[K-6] a record that a deputy of an earlier session made', () => {
  it('is nothing to knock at: who comes before the host waits, and knocks when the host has come', async () => {
    const { world, created } = await ledByBob();
    const asked: string[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      asked.push(method);
      return params;
    };
    const kim = await world.knocking(created, { name: 'Kim', link: created.links.copied });
    await world.pass(1_000);
    expect(kim.agent.view.phase).toMatchObject(KNOCKING);
    expect(asked).not.toContain('knock');
    kim.port.cut();
    kim.port.plug();
    await world.pass(1_000);
    expect(kim.agent.view.phase).toMatchObject(KNOCKING);
    const ada = await world.hostInside(created);
    await world.until(() => isInside(kim), 'Kim inside');
    await world.until(() => names(ada).join() === 'Ada,Kim', 'Ada seeing Kim');
    expect(asked).toContain('knock');
  });

  it('is refused while another session runs, by whoever has never been here', async () => {
    const stage = await ledByBob();
    const { world, created, sessionId } = stage;
    await world.hostInside(created);
    await plant(stage, sessionId);
    const kim = await world.open(created, {
      browser: new Browser('Kim'),
      link: created.links.copied,
    });
    expect(kim.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
  });

  it('is good in the session of the certificate', async () => {
    const stage = await ledByBob();
    const { world, created } = stage;
    await world.hostInside(created);
    await plant(stage, running(world, created).sessionId);
    const kim = await world.open(created, {
      browser: new Browser('Kim'),
      link: created.links.copied,
    });
    expect(kim.agent.view.phase.kind).toBe('atDoor');
  });

  it('is known to whoever was there when it was made', async () => {
    const { world, created, bob } = await ledByBob();
    const asked: string[] = [];
    world.evil.meddleRequest = (_from, method, params) => {
      asked.push(method);
      return params;
    };
    const back = await world.open(created, { browser: bob });
    await world.during(back.agent.join('Bob'));
    await world.until(() => asked.includes('knock'), 'the knock');
    expect(back.agent.view.phase).toMatchObject(KNOCKING);
  });
});

describe('[K-6] a record whose number this browser has seen', () => {
  it('is refused when it is another one, also of the host', async () => {
    const world = await World.make();
    const created = await world.meeting();
    await world.hostInside(created);
    const bob = await world.guestInside(created, 'Bob');
    await world.during(bob.agent.settled());
    const meeting = world.evil.meeting(created.hostMeeting.meetingId);
    const before = await decodeRecord(meeting.record.record);
    if (before === undefined) throw new Error('no record');
    const host = await importHostKeys(created.hostMeeting);
    const { bytes } = await makeRecord({
      meeting: host.meeting,
      previous: {
        number: before.number - 1,
        hash: before.previousHash,
        archiveKey: new Uint8Array(32),
      },
      author: host.signing,
      certificate: undefined,
      boxKeys: [host.box.publicKey],
    });
    meeting.record = { number: before.number, record: bytes };
    const back = await world.reload(created, bob);
    expect(back.agent.view.phase).toEqual({ kind: 'refused', code: 'forked' });
  });
});
