import Activity from '@lucide/svelte/icons/activity';
import CircleStop from '@lucide/svelte/icons/circle-stop';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import Hand from '@lucide/svelte/icons/hand';
import Keyboard from '@lucide/svelte/icons/keyboard';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import LogOut from '@lucide/svelte/icons/log-out';
import Mail from '@lucide/svelte/icons/mail';
import Maximize from '@lucide/svelte/icons/maximize';
import NotebookPen from '@lucide/svelte/icons/notebook-pen';
import Paperclip from '@lucide/svelte/icons/paperclip';
import PenTool from '@lucide/svelte/icons/pen-tool';
import Presentation from '@lucide/svelte/icons/presentation';
import ScreenShare from '@lucide/svelte/icons/screen-share';
import Settings from '@lucide/svelte/icons/settings';
import ShieldCheck from '@lucide/svelte/icons/shield-check';
import { innerWidth } from 'svelte/reactivity/window';
import type { Role } from '../e2ee/session/RoomView.ts';
import { t } from '../i18n/texts.svelte.ts';
import type { MenuItem } from '../ui/MenuItem.ts';
import type { Call } from './Call.svelte.ts';
import { isPhone } from './layout/grid.ts';
import { isReaction, REACTIONS } from './Reactions.svelte.ts';
import type { Workspace } from './Workspace.svelte.ts';

export type RoomPanel =
  | 'people'
  | 'door'
  | 'encryption'
  | 'settings'
  | 'statistics'
  | 'chat'
  | 'notes'
  | 'files'
  | 'consent'
  | 'summary';

/**
 * Below these widths the controls lose, in this order, notes and files, board and minutes, and what one
 * does with a hand. Toolbar.svelte drops them at the same widths.
 */
const ROOM_FOR = { notesAndFiles: 1100, boardAndMinutes: 900, gestures: 760 } as const;

export interface MoreActions {
  workspace: Workspace | undefined;
  show: (panel: RoomPanel) => void;
  help: () => void;
  fullScreen: () => void;
  /** Where the meeting asks for consent. */
  consent: boolean;
}

/** Asked for reactively: who turns a phone gets the menu of the new width. */
const windowWidth = (): number => innerWidth.current ?? ROOM_FOR.notesAndFiles;

/** Everything that has no place of its own in the controls, and what dropped out of them. */
export function moreItems(call: Call, actions: MoreActions): MenuItem[] {
  const { menu } = t.room;
  const speaker = call.stage.mode === 'speaker';
  return [
    ...(windowWidth() < ROOM_FOR.gestures ? droppedItems(call) : []),
    ...documentItems(actions),
    {
      label: speaker ? menu.grid : menu.speaker,
      icon: speaker ? LayoutGrid : Presentation,
      onselect: () => (call.stage.mode = speaker ? 'grid' : 'speaker'),
    },
    { label: menu.fullScreen, icon: Maximize, onselect: actions.fullScreen },
    'rule',
    { label: menu.encryption, icon: ShieldCheck, onselect: () => actions.show('encryption') },
    { label: menu.statistics, icon: Activity, onselect: () => actions.show('statistics') },
    ...summaryItems(actions),
    ...(actions.consent ? [consentItem(actions)] : []),
    'rule',
    { label: menu.settings, icon: Settings, onselect: () => actions.show('settings') },
    // A phone has no keys.
    ...(isPhone({ width: windowWidth() })
      ? []
      : [{ label: menu.shortcuts, icon: Keyboard, onselect: actions.help }]),
  ];
}

const consentItem = ({ show }: MoreActions): MenuItem => {
  return { label: t.consent.room.menu, icon: ClipboardCheck, onselect: () => show('consent') };
};

/** [S-11] Where the card offers one. */
function summaryItems({ workspace, show }: MoreActions): MenuItem[] {
  const desk = workspace?.summary;
  if (desk === undefined || desk.level === 'none') return [];
  return [{ label: t.summary.room.menu, icon: Mail, onselect: () => show('summary') }];
}

/** Documents that have no room in the controls. */
function documentItems({ workspace, show }: MoreActions): MenuItem[] {
  if (workspace === undefined || windowWidth() >= ROOM_FOR.notesAndFiles) return [];
  const { tools } = t.documents;
  const staged: MenuItem[] = [
    { label: tools.board, icon: PenTool, onselect: () => workspace.toggle('board') },
    { label: tools.minutes, icon: ClipboardList, onselect: () => workspace.toggle('minutes') },
  ];
  return [
    ...(windowWidth() < ROOM_FOR.boardAndMinutes ? staged : []),
    { label: tools.notes, icon: NotebookPen, onselect: () => show('notes') },
    { label: tools.files, icon: Paperclip, onselect: () => show('files') },
    'rule',
  ];
}

function droppedItems(call: Call): MenuItem[] {
  const { menu, reactions } = t.room;
  const { own } = call;
  const raised = own.handRaisedAt !== null;
  const share: MenuItem = {
    label: own.sharing ? menu.stopShare : menu.share,
    icon: ScreenShare,
    onselect: () => void call.toggleShare(),
  };
  const canShare = 'mediaDevices' in navigator && 'getDisplayMedia' in navigator.mediaDevices;
  return [
    {
      label: raised ? menu.lowerHand : menu.raiseHand,
      icon: Hand,
      onselect: () => call.toggleHand(),
    },
    ...(canShare ? [share] : []),
    'rule',
    ...Object.keys(REACTIONS)
      .filter(isReaction)
      .slice(0, 3)
      .map((sign) => ({
        label: `${sign} ${reactions[REACTIONS[sign]]}`,
        onselect: () => call.react(sign),
      })),
    'rule',
  ];
}

/** Two entries, so that nobody ends the meeting by leaving it. */
export function leaveItems(
  role: Role | undefined,
  actions: { leave: () => void; end: () => void },
): MenuItem[] {
  const { leave: words } = t.room;
  const items: MenuItem[] = [{ label: words.leave, icon: LogOut, onselect: actions.leave }];
  if (role === 'host' || role === 'deputy') {
    items.push({ label: words.end, icon: CircleStop, danger: true, onselect: actions.end });
  }
  return items;
}
