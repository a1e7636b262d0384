import { execFileSync } from 'node:child_process';
import * as v from 'valibot';
import { toBase64Url } from '../../shared/src/bytes.ts';
import { nodeOfPath } from '../../shared/src/wire/protocolVersion.ts';
import { startCluster } from '../support/cluster.ts';
import type { NodeBrowser } from '../support/NodeBrowser.ts';
import { startPostgres } from '../support/postgres.ts';
import { makeMeeting, RealTab } from '../support/RealTab.ts';
import type { Machine } from '../support/SwitchedNetwork.ts';
import { newHead, TestMember } from '../support/TestMember.ts';
import { createMeeting, newOrganizer, type TestMeeting } from '../support/testMeeting.ts';
import { WirePeer } from '../support/wirePeer.ts';

// Runs beside the switch of a network, see cutOffNodes.test.ts: PostgreSQL, the balancer and the people are
// here, each of three nodes is on a machine of its own. Prints one line of JSON: what was seen.

const Given = v.object({
  address: v.string(),
  machines: v.array(
    v.object({ name: v.string(), network: v.string(), address: v.string(), socket: v.string() }),
  ),
});

/** A lease, and what a machine under load takes to notice. */
const TAKEN_MS = 40_000;

const { address, machines } = v.parse(Given, JSON.parse(process.argv[2] ?? ''));
const postgres = await startPostgres(address);
const trusted = [address, ...machines.map((machine) => machine.address)].join(',');
const cluster = await startCluster(postgres.server, machines, { TRUST_PROXY: trusted });
try {
  const organizer = await newOrganizer(cluster.origin);
  await cluster.allKnown();
  const seen = {
    wrongNode: await askWrongNodes(organizer),
    withoutDatabase: await cutFromDatabase(organizer),
    unplugged: await unplug(organizer),
  };
  process.stdout.write(`${JSON.stringify(seen)}\n`);
} finally {
  await cluster.remove();
  await postgres.stop();
}

/** A meeting at node a, asked for at the other two. */
async function askWrongNodes(organizer: NodeBrowser): Promise<unknown> {
  const { meeting, host } = await hostOn('a', organizer);
  const { token } = await host.wire.request('openDocuments', {});
  const headers = { authorization: `Bearer ${toBase64Url(token)}` };
  const statuses: number[] = [];
  const sentTo: (string | undefined)[] = [];
  for (const wrong of ['b', 'c']) {
    cluster.balancer.prefer(wrong);
    const path = `/api/meetings/${meeting.meetingId}/documents`;
    statuses.push((await fetch(`${cluster.origin}${path}`, { headers })).status);
    const guest = await TestMember.join({ origin: cluster.origin, meeting });
    sentTo.push(nodeOfPath(guest.wire.path));
    guest.close();
  }
  host.close();
  return { statuses, sentTo };
}

/**
 * Node a reaches everybody but the database, with a commit on its way there. Its people are sent to another
 * node; what it was about to write comes to the database when that can be reached again.
 */
async function cutFromDatabase(organizer: NodeBrowser): Promise<unknown> {
  const { meeting, host } = await hostOn('a', organizer);
  const guest = await TestMember.join({ origin: cluster.origin, meeting });
  await host.wire.next('commitFinal');
  const { epoch, wire: old } = host;
  cluster.balancer.prefer('b');
  const a = machineOf('a');
  const lossesBefore = losses('a');
  const { port } = new URL(postgres.server);
  filter(`ip saddr ${a.address} tcp dport ${port} drop`);
  const late = old.raw('commit', host.commitParams({ head: newHead(epoch + 1) }));
  const answer = late.catch(() => ({ ok: false }));
  await old.closed();
  await takenFrom('a', meeting.meetingId);
  const { kind } = await host.reconnect();
  await guest.reconnect();
  await host.commit();
  const { epoch: committed } = host;
  const at = await cluster.placeOf(meeting.meetingId);
  filter(undefined);
  const learned = await learns('a', lossesBefore);
  const third = await TestMember.join({ origin: cluster.origin, meeting });
  const epochs = { before: epoch, committed, third: third.epoch };
  for (const member of [host, guest, third]) member.close();
  const { ok } = v.parse(v.object({ ok: v.boolean() }), await answer);
  return { acknowledged: ok, kind, isElsewhere: at === 'b' || at === 'c', learned, epochs };
}

/** The cable of a node is pulled in a meeting of the product's own agents, and put back later. */
async function unplug(organizer: NodeBrowser): Promise<unknown> {
  cluster.balancer.prefer(undefined);
  const meeting = await makeMeeting(organizer);
  const { meetingId } = meeting.hostMeeting;
  const open = { origin: cluster.origin, meeting };
  const host = await RealTab.open(open.origin, { ...open, host: meeting.hostMeeting });
  await host.inside('Mara');
  const guest = await RealTab.open(open.origin, { ...open, link: meeting.links.copied });
  await guest.inside('Yuki');
  const tabs = [host, guest];
  await Promise.all(tabs.map((tab) => tab.sees('Mara', 'Yuki')));
  const epochs = tabs.map((tab) => tab.agent.view.epoch);
  const at = (await cluster.placeOf(meetingId)) ?? 'nowhere';
  const { socket } = machineOf(at);
  const lossesBefore = losses(at);
  cluster.balancer.prefer(cluster.other(at));

  const from = performance.now();
  execFileSync('ip', ['link', 'set', socket, 'down']);
  await takenFrom(at, meetingId);
  await soon(async () => (await cluster.placeOf(meetingId)) !== undefined, 'a room at its place');
  await Promise.all(
    tabs.map((tab) => tab.until(({ phase }) => phase.kind === 'inside', 'inside again')),
  );
  await Promise.all(tabs.map((tab) => tab.sees('Mara', 'Yuki')));
  const backMs = Math.round(performance.now() - from);
  const epochsKept = tabs.every((tab, which) => tab.agent.view.epoch === epochs[which]);
  const taken = await cluster.placeOf(meetingId);

  execFileSync('ip', ['link', 'set', socket, 'up']);
  const learned = await learns(at, lossesBefore);
  // Who asks it now is sent to where the room is; somebody new gets in, and all agree.
  cluster.balancer.prefer(at);
  const wrong = await WirePeer.connect(cluster.origin, { meetingId, path: `/n/${at}/signaling` })
    .then(() => 'taken in')
    .catch(() => 'sent on');
  const late = await RealTab.open(open.origin, { ...open, link: meeting.links.copied });
  await late.inside('Jonas');
  await Promise.all([...tabs, late].map((tab) => tab.sees('Jonas', 'Mara', 'Yuki')));
  const stays = (await cluster.placeOf(meetingId)) === taken;
  for (const tab of [...tabs, late]) tab.shut();
  const isElsewhere = taken !== undefined && taken !== at;
  return { backMs, epochsKept, isElsewhere, learned, wrong, stays };
}

/** Who asks at a node's own path stays there while the room is nowhere else. */
async function hostOn(
  node: string,
  organizer: NodeBrowser,
): Promise<{ meeting: TestMeeting; host: TestMember }> {
  cluster.balancer.prefer(cluster.other(node));
  const meeting = await createMeeting(organizer);
  const { meetingId } = meeting;
  const path = `/n/${node}/signaling`;
  const holder = await WirePeer.connect(cluster.origin, { meetingId, path });
  await holder.request('enter', { meetingId, joinProof: meeting.proofs.copied });
  const host = await TestMember.start({ origin: cluster.origin, meeting });
  holder.close();
  return { meeting, host };
}

function machineOf(name: string): Machine {
  const found = machines.find((machine) => machine.name === name);
  if (found === undefined) throw new Error(`no machine ${name}`);
  return found;
}

/** What arrives here and is such is thrown away. */
function filter(such: string | undefined): void {
  const chain =
    such === undefined ? '' : `chain arriving {\ntype filter hook input priority 0\n${such}\n}`;
  const input = `table inet cut\ndelete table inet cut\ntable inet cut {\n${chain}\n}\n`;
  execFileSync('nft', ['-f', '-'], { input, stdio: 'pipe' });
}

/** Resolves when a room is no longer this node's: another one has it, or whoever asks for it first. */
async function takenFrom(node: string, meetingId: TestMeeting['meetingId']): Promise<void> {
  const isTaken = async (): Promise<boolean> => (await cluster.placeOf(meetingId)) !== node;
  await soon(isTaken, `a room taken from ${node}`);
}

/** How often a node has learned that it lost its rooms. */
function losses(node: string): number {
  const lines = cluster.node(node).log();
  return lines.filter(({ event }) => event === 'node.lost').length;
}

async function learns(node: string, before: number): Promise<boolean> {
  await soon(() => Promise.resolve(losses(node) > before), 'a node that learns of its loss');
  return true;
}

async function soon(reached: () => Promise<boolean>, what: string): Promise<void> {
  const giveUp = performance.now() + TAKEN_MS;
  while (!(await reached())) {
    if (performance.now() > giveUp) throw new Error(`never ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
