import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { MeetingList } from '../../shared/src/wire/meetingApi.ts';
import { RefusedError } from '../../shared/src/RefusedError.ts';
import { Secret } from '../../shared/src/Secret.ts';
import { ForwardProof } from '../../server/src/http/ForwardProof.ts';
import { SystemClock } from '../../server/src/ops/Clock.ts';
import { nodeOfPath } from '../../shared/src/wire/protocolVersion.ts';
import type { CreatedMeeting } from '../../web/src/lib/e2ee/host/createMeeting.ts';
import { PEPPER, startCluster, type Cluster } from '../support/cluster.ts';
import { postgresOfRun } from '../support/databases.ts';
import { NodeBrowser } from '../support/NodeBrowser.ts';
import { operator } from '../support/operator.ts';
import { findPostgres } from '../support/postgres.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import { newHead, TestMember } from '../support/TestMember.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import { WirePeer } from '../support/wirePeer.ts';

const missing = findPostgres() === undefined && process.env['CI'] !== 'true';

const nodeOf = (member: TestMember): string => nodeOfPath(member.wire.path) ?? 'common';

describe.skipIf(missing)('[R114] several servers over one database', () => {
  let cluster: Cluster;
  let organizer: NodeBrowser;
  beforeAll(async () => {
    cluster = await startCluster(await postgresOfRun(), ['a', 'b']);
    organizer = await newOrganizer(cluster.origin);
    await cluster.allKnown();
  });
  afterAll(() => cluster.remove());

  /** Who asks at a node's own path stays there while the room is nowhere else. */
  async function hostOn(node: string): Promise<{ meeting: TestMeeting; host: TestMember }> {
    cluster.balancer.prefer(cluster.other(node));
    const meeting = await createMeeting(organizer);
    const { meetingId } = meeting;
    const holder = await WirePeer.connect(cluster.origin, {
      meetingId,
      path: `/n/${node}/signaling`,
    });
    onTestFinished(() => holder.close());
    await holder.request('enter', { meetingId, joinProof: meeting.proofs.copied });
    const host = await TestMember.start({ origin: cluster.origin, meeting });
    onTestFinished(() => host.close());
    return { meeting, host };
  }

  it('spreads rooms by load, and all who come to one meeting come to one node', async () => {
    cluster.balancer.prefer(undefined);
    const nodes = new Map<string, number>();
    for (let room = 0; room < 6; room++) {
      const meeting = await createMeeting(organizer);
      const options = { origin: cluster.origin, meeting };
      await cluster.allKnown();
      const members = [await TestMember.start(options)];
      members.push(await TestMember.join(options), await TestMember.join(options));
      onTestFinished(() => members.forEach((member) => member.close()));
      const at = (await cluster.placeOf(meeting.meetingId)) ?? 'nowhere';
      nodes.set(at, (nodes.get(at) ?? 0) + 1);
    }
    expect(Math.min(nodes.get('a') ?? 0, nodes.get('b') ?? 0)).toBeGreaterThanOrEqual(2);
  });

  it('sends whoever comes to the wrong node to the right one', async () => {
    const { meeting, host } = await hostOn('a');
    cluster.balancer.prefer('b');
    const guest = await TestMember.join({ origin: cluster.origin, meeting });
    onTestFinished(() => guest.close());
    expect(nodeOf(guest)).toBe('a');
    await host.wire.next('peerJoined');
    const { meetingId } = meeting;
    const wrong = WirePeer.connect(cluster.origin, { meetingId, path: '/n/b/signaling' });
    await expect(wrong).rejects.toMatchObject({ data: { path: '/n/a/signaling' } });
    const nobody = WirePeer.connect(cluster.node('a').origin, { path: '/n/b/signaling' });
    await expect(nobody).rejects.toThrow('websocket error');
  });

  it('[V-20] lets the node answer that has the room, whichever was asked over HTTP', async () => {
    const { meeting, host } = await hostOn('a');
    const { token } = await host.wire.request('openDocuments', {});
    const ask = (headers: Record<string, string> = {}): Promise<Response> =>
      fetch(`${cluster.node('b').origin}/api/meetings/${meeting.meetingId}/documents`, {
        headers: { authorization: `Bearer ${toBase64Url(token)}`, ...headers },
      });
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ recordNumber: 2 });
    // Who is no node is not believed to be one: neither with a word nor with the proof of another cluster.
    const proof = new ForwardProof({
      pepper: new Secret('q'.repeat(32)),
      clock: new SystemClock(),
    });
    const path = `/api/meetings/${meeting.meetingId}/documents`;
    for (const said of ['1', proof.of({ method: 'GET', path })])
      expect((await ask({ 'x-conclave-forwarded': said })).status).toBe(403);
    // With ours it is not passed on once more, and here is nothing.
    const ours = new ForwardProof({ pepper: new Secret(PEPPER), clock: new SystemClock() });
    const said = ours.of({ method: 'GET', path });
    expect((await ask({ 'x-conclave-forwarded': said })).status).toBe(404);
    const strange = await ask({ authorization: `Bearer ${'x'.repeat(43)}` });
    expect(strange.status).toBe(404);
  });

  it('[R34] tells a room what happened to its meeting at another node', async () => {
    const { meeting, host } = await hostOn('a');
    const { meetingId } = meeting;
    cluster.balancer.prefer('b');
    const isLive = async (): Promise<boolean | undefined> => {
      const answer: unknown = await (await organizer.send('GET', '/api/meetings')).json();
      const { meetings } = v.parse(MeetingList, answer);
      return meetings.find((one) => one.meetingId === meetingId)?.live;
    };
    await expect.poll(isLive).toBe(true);
    const deleted = await organizer.send('DELETE', `/api/meetings/${meetingId}`);
    expect(deleted.status).toBe(200);
    expect(await host.wire.next('sessionEnded')).toMatchObject({ reason: 'deleted' });
    await host.wire.closed();
  });

  it('[T18] counts wrong passwords on all nodes together', async () => {
    const guess = async (node: string): Promise<unknown> => {
      const browser = new NodeBrowser(cluster.node(node).origin);
      browser.headers.set('x-forwarded-for', '203.0.113.9');
      return browser
        .signIn('nobody@hallwerk.example', 'no such password')
        .catch((error: unknown) => (error instanceof RefusedError ? error.code : error));
    };
    const said: unknown[] = [];
    for (let time = 0; time < 12; time++) said.push(await guess(time % 2 === 0 ? 'a' : 'b'));
    expect(said.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'wrongCredentials'));
    expect(said.slice(10)).toEqual(['tooMany', 'tooMany']);
  });

  it('[T05] drains a node: everybody is at the other one without a click, nobody twice', async () => {
    const met = await meet(cluster, organizer);
    const { tabs, at } = met;
    const epochs = tabs.map((tab) => tab.agent.view.epoch);
    const env = { DATABASE_URL: cluster.databaseUrl };
    const { code, output } = await operator(env, 'drain', '--node', at);
    expect(output).toContain(`${at} takes no rooms`);
    expect(code).toBe(0);
    await moved(met, cluster);
    expect(tabs.map((tab) => tab.agent.view.epoch)).toEqual(epochs);
    expect((await fetch(`${cluster.node(at).origin}/readyz`)).status).toBe(503);
    expect((await operator(env, 'drain', '--node', cluster.other(at))).code).toBe(1);
    expect((await operator(env, 'fill', '--node', at)).code).toBe(0);
    await expect
      .poll(async () => (await fetch(`${cluster.node(at).origin}/readyz`)).status)
      .toBe(200);
  });

  it('[T05] a node that stops gives its rooms to the other one', async () => {
    const met = await meet(cluster, organizer);
    const { at } = met;
    cluster.balancer.prefer(cluster.other(at));
    expect(await cluster.node(at).stop()).toBe(0);
    await moved(met, cluster);
    await cluster.start(at);
  });

  it('[T01] a killed node loses nothing that was acknowledged, and its people come back by themselves', async () => {
    const met = await meet(cluster, organizer);
    const { tabs, at, meeting } = met;
    const epochs = tabs.map((tab) => tab.agent.view.epoch);
    cluster.balancer.prefer(cluster.other(at));
    const from = performance.now();
    await cluster.node(at).kill9();
    await moved(met, cluster);
    // A lease is 6 s; the rest is what a busy machine adds.
    expect(performance.now() - from).toBeLessThan(20_000);
    expect(tabs.map((tab) => tab.agent.view.epoch)).toEqual(epochs);
    const late = await RealTab.open(cluster.origin, { meeting, link: meeting.links.copied });
    onTestFinished(() => late.shut());
    await late.inside('Jonas');
    await Promise.all([...tabs, late].map((tab) => tab.sees('Jonas', 'Mara', 'Yuki')));
    await cluster.start(at);
  });

  it('a node that stood still finds its rooms taken: what it was about to write is refused', async () => {
    const { meeting, host } = await hostOn('a');
    const guest = await TestMember.join({ origin: cluster.origin, meeting });
    onTestFinished(() => guest.close());
    const { epoch } = host;
    guest.manner = 'silent';
    process.kill(cluster.node('a').pid, 'SIGSTOP');
    const old = host.wire;
    const asked = old.raw('commit', host.commitParams({ head: newHead(epoch + 1) }));
    // It may be given up before the node goes on.
    const late = asked.catch(() => ({ ok: false }));
    try {
      cluster.balancer.prefer('b');
      const { meetingId } = meeting;
      const open = (): Promise<boolean> =>
        WirePeer.connect(cluster.origin, { meetingId, path: '/n/b/signaling' }).then(
          (peer) => (peer.close(), true),
          () => false,
        );
      await expect.poll(open, { timeout: 30_000, interval: 200 }).toBe(true);
      expect((await host.reconnect()).kind).toBe('resumed');
      await host.commit();
    } finally {
      process.kill(cluster.node('a').pid, 'SIGCONT');
    }
    expect(host.epoch).toBe(epoch + 1);
    await old.closed();
    expect(await late).toMatchObject({ ok: false });
    // The room is one and at one place, with the commit that was made there.
    const third = await TestMember.join({ origin: cluster.origin, meeting });
    onTestFinished(() => third.close());
    expect(await cluster.placeOf(meeting.meetingId)).toBe('b');
    expect(third.epoch).toBe(epoch + 2);
    await expect
      .poll(() =>
        cluster
          .node('a')
          .log()
          .some(({ event }) => event === 'node.lost'),
      )
      .toBe(true);
  });
});

interface Met {
  readonly tabs: readonly [RealTab, RealTab];
  readonly at: string;
  readonly meeting: CreatedMeeting;
}

/** Host and guest with the product's own keys and signaling, in a meeting on some node. */
async function meet(cluster: Cluster, organizer: NodeBrowser): Promise<Met> {
  cluster.balancer.prefer(undefined);
  const meeting = await makeMeeting(organizer);
  const { origin } = cluster;
  const host = await RealTab.open(origin, { meeting, host: meeting.hostMeeting });
  onTestFinished(() => host.shut());
  await host.inside('Mara');
  const guest = await RealTab.open(origin, { meeting, link: meeting.links.copied });
  onTestFinished(() => guest.shut());
  await guest.inside('Yuki');
  await Promise.all([host.sees('Mara', 'Yuki'), guest.sees('Mara', 'Yuki')]);
  const at = await cluster.placeOf(meeting.hostMeeting.meetingId);
  return { tabs: [host, guest], at: at ?? 'nowhere', meeting };
}

/** Everybody is inside again, at the other node. */
async function moved({ tabs, at, meeting }: Met, cluster: Cluster): Promise<void> {
  const { meetingId } = meeting.hostMeeting;
  await expect
    .poll(() => cluster.placeOf(meetingId), { timeout: 30_000, interval: 100 })
    .toBe(cluster.other(at));
  await Promise.all(
    tabs.map((tab) => tab.until(({ phase }) => phase.kind === 'inside', 'inside again')),
  );
  await Promise.all(tabs.map((tab) => tab.sees('Mara', 'Yuki')));
}
