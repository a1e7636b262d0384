import Crown from '@lucide/svelte/icons/crown';
import Pin from '@lucide/svelte/icons/pin';
import PinOff from '@lucide/svelte/icons/pin-off';
import UserMinus from '@lucide/svelte/icons/user-minus';
import VideoOff from '@lucide/svelte/icons/video-off';
import type { Member, Role } from '../e2ee/session/RoomView.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { MenuItem } from '../ui/MenuItem.ts';
import type { Call } from './Call.svelte.ts';
import type { TileModel } from './tiles.ts';

/** What the rules allow; the room checks it again in every browser. */
export function mayModerate(role: Role | undefined): boolean {
  return role === 'host' || role === 'deputy';
}

export function mayRemove(role: Role | undefined, target: Member): boolean {
  if (target.self || target.role === 'host') return false;
  return role === 'host' || (role === 'deputy' && target.role === 'guest');
}

/** What can be done about a person; removing asks first, so it is given in. */
export function personItems(call: Call, tile: TileModel, remove: () => void): MenuItem[] {
  const { people } = t.roomPanels;
  const { member } = tile;
  const role = call.view.self?.role;
  const pinned = call.stage.pinned === tile.key;
  const items: MenuItem[] = [
    {
      label: pinned ? people.unpin : people.pin,
      icon: pinned ? PinOff : Pin,
      onselect: () => call.stage.togglePin(tile.key),
    },
  ];
  if (member.self) return items;
  if (mayModerate(role) && member.camera) items.push(stopCamera(call, member));
  if (role === 'host' && member.role !== 'host') items.push(deputy(call, member));
  if (mayRemove(role, member)) {
    items.push('rule', { label: people.remove, icon: UserMinus, danger: true, onselect: remove });
  }
  return items;
}

function stopCamera(call: Call, { participantId }: Member): MenuItem {
  return {
    label: t.roomPanels.people.stopCameraOf,
    icon: VideoOff,
    onselect: () => void call.attempt(call.room.askToMute(participantId, 'camera')),
  };
}

function deputy(call: Call, { participantId, role }: Member): MenuItem {
  const { people } = t.roomPanels;
  const isDeputy = role === 'deputy';
  return {
    label: isDeputy ? people.revokeDeputy : people.makeDeputy,
    icon: Crown,
    onselect: () =>
      void call.attempt(
        isDeputy ? call.room.revoke(participantId) : call.room.appoint(participantId),
      ),
  };
}
