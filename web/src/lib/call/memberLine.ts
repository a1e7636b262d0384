import { t } from '../i18n/texts.svelte.ts';
import type { Call } from './Call.svelte.ts';
import type { TileModel } from './tiles.ts';

/** What the people panel says under a name: role, seal, hand, who let them in. */
export function memberLine(call: Call, tile: TileModel): string {
  const { people } = t.roomPanels;
  const { member, seal } = tile;
  const role = member.role === 'guest' ? undefined : people.roles[member.role];
  if (member.self) return role === undefined ? people.justYou : people.youAre({ role });
  if (tile.away) return people.away;
  if (seal === 'broken') return t.common.seal.broken;
  if (seal === 'verifying') return member.peerId === null ? people.connecting : people.checking;
  return [role, ...known(call, tile)].filter((part) => part !== undefined).join(', ');
}

function known(call: Call, { member, seal }: TileModel): (string | undefined)[] {
  const { people } = t.roomPanels;
  const guest = member.role === 'guest';
  const compared = guest ? people.compared : people.comparedToo;
  return [
    seal === 'compared' ? compared : guest ? people.sealed : undefined,
    member.handRaisedAt === null ? undefined : people.handUp,
    member.unverifiedLink ? people.unverified : admitted(call, member.admittedBy),
  ];
}

function admitted(call: Call, by: TileModel['member']['admittedBy']): string | undefined {
  if (by === null) return undefined;
  if (by === call.view.self?.participantId) return t.roomPanels.people.byYou;
  return t.roomPanels.people.admittedBy({ name: call.nameOf(by) });
}
