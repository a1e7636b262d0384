/** What a key can do in the room. */
export type RoomAction =
  | 'toggleMicrophone'
  | 'toggleCamera'
  | 'toggleHand'
  | 'toggleShare'
  | 'togglePeople'
  | 'toggleChat'
  | 'toggleBoard'
  | 'toggleMinutes'
  | 'toggleLayout'
  | 'toggleFullScreen'
  | 'showHelp'
  | 'focusToolbar'
  | 'nextRegion'
  | 'previousRegion'
  | 'closePanel';

/** The part of a KeyboardEvent that decides. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
}

export interface ShortcutContext {
  /** Single keys can be switched off (WCAG 2.1.4); keys with Ctrl, F2, F6 and Esc stay. */
  singleKeys: boolean;
  /** Something is being typed. */
  typing: boolean;
  /** A dialog or menu has the keyboard. */
  modal: boolean;
}

const SINGLE: Readonly<Record<string, RoomAction>> = {
  m: 'toggleMicrophone',
  v: 'toggleCamera',
  h: 'toggleHand',
  d: 'toggleShare',
  p: 'togglePeople',
  c: 'toggleChat',
  b: 'toggleBoard',
  n: 'toggleMinutes',
  w: 'toggleLayout',
  f: 'toggleFullScreen',
  '?': 'showHelp',
};

const WITH_CONTROL: Readonly<Record<string, RoomAction>> = {
  d: 'toggleMicrophone',
  e: 'toggleCamera',
};

function look<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const ALWAYS: Readonly<Record<string, RoomAction>> = { F2: 'focusToolbar', F6: 'nextRegion' };

/** What a pressed key means now, or nothing. Held keys repeat nothing. */
export function actionOf(press: KeyPress, context: ShortcutContext): RoomAction | undefined {
  if (press.repeat || press.altKey || context.modal) return undefined;
  if (press.ctrlKey || press.metaKey) return controlAction(press);
  const always = look(ALWAYS, press.key);
  if (always === 'nextRegion' && press.shiftKey) return 'previousRegion';
  return always ?? (context.typing ? undefined : plainAction(press, context));
}

function controlAction({ key, shiftKey }: KeyPress): RoomAction | undefined {
  return shiftKey ? undefined : look(WITH_CONTROL, key.toLowerCase());
}

function plainAction(press: KeyPress, { singleKeys }: ShortcutContext): RoomAction | undefined {
  const key = press.key.toLowerCase();
  if (key === 'escape') return 'closePanel';
  // "?" is typed with Shift on most keyboards; letters with Shift are nobody's shortcut.
  if (!singleKeys || (press.shiftKey && key !== '?')) return undefined;
  return look(SINGLE, key);
}

/** Whether this is the key that lets one speak while it is held. */
export function isPushToTalk(
  press: KeyPress,
  context: ShortcutContext & { onControl: boolean },
): boolean {
  const plain = !press.ctrlKey && !press.metaKey && !press.altKey && !press.shiftKey;
  // On a button the space bar presses the button.
  return (
    press.code === 'Space' &&
    plain &&
    context.singleKeys &&
    !context.typing &&
    !context.modal &&
    !context.onControl
  );
}
