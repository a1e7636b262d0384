import { describe, expect, it } from 'vitest';
import { actionOf, isPushToTalk, type KeyPress, type ShortcutContext } from './shortcuts.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  repeat: false,
  ...more,
});
const free: ShortcutContext = { singleKeys: true, typing: false, modal: false };

describe('what a key must not do', () => {
  it.each(['m', 'v', 'h', 'd', 'p', 'c', 'b', 'n', 'w', 'f', '?', 'Escape'])(
    '%s while typing',
    (key) => {
      expect(actionOf(press(key), { ...free, typing: true })).toBeUndefined();
    },
  );

  it.each(['m', 'v', 'h', 'd', 'p', 'c', 'b', 'n', 'w', 'f', '?'])(
    '%s when single keys are off',
    (key) => {
      expect(actionOf(press(key), { ...free, singleKeys: false })).toBeUndefined();
    },
  );

  it.each(['m', 'F2', 'F6', 'Escape'])('%s while a dialog is open', (key) => {
    expect(actionOf(press(key), { ...free, modal: true })).toBeUndefined();
  });

  it.each([
    ['a held key', press('m', { repeat: true })],
    ['Alt and a letter, which may be a menu', press('m', { altKey: true })],
    ['Shift and a letter', press('M', { shiftKey: true })],
    ['Ctrl+Shift+D, which is the browser’s', press('D', { ctrlKey: true, shiftKey: true })],
    ['Ctrl+C', press('c', { ctrlKey: true })],
    ['a name from the prototype', press('constructor')],
  ])('%s', (_what, key) => {
    expect(actionOf(key, free)).toBeUndefined();
  });
});

describe('what a key does', () => {
  it.each([
    [press('m'), 'toggleMicrophone'],
    [press('M'), 'toggleMicrophone'],
    [press('v'), 'toggleCamera'],
    [press('d', { ctrlKey: true }), 'toggleMicrophone'],
    [press('e', { metaKey: true }), 'toggleCamera'],
    [press('h'), 'toggleHand'],
    [press('d'), 'toggleShare'],
    [press('p'), 'togglePeople'],
    [press('c'), 'toggleChat'],
    [press('b'), 'toggleBoard'],
    [press('n'), 'toggleMinutes'],
    [press('w'), 'toggleLayout'],
    [press('f'), 'toggleFullScreen'],
    [press('?', { shiftKey: true }), 'showHelp'],
    [press('F2'), 'focusToolbar'],
    [press('F6'), 'nextRegion'],
    [press('F6', { shiftKey: true }), 'previousRegion'],
    [press('Escape'), 'closePanel'],
  ] as const)('%j', (key, action) => {
    expect(actionOf(key, free)).toBe(action);
  });

  it('Ctrl+D, F2 and F6 also while typing and with single keys off', () => {
    const context = { singleKeys: false, typing: true, modal: false };
    expect(
      [press('d', { ctrlKey: true }), press('F2'), press('F6')].map((key) =>
        actionOf(key, context),
      ),
    ).toEqual(['toggleMicrophone', 'focusToolbar', 'nextRegion']);
  });
});

describe('push to talk', () => {
  const space = press(' ', { code: 'Space' });
  it.each([
    ['works in the room', space, {}, true],
    ['presses the button it is on', space, { onControl: true }, false],
    ['writes while typing', space, { typing: true }, false],
    ['is off with single keys', space, { singleKeys: false }, false],
    ['is not Ctrl+Space', press(' ', { code: 'Space', ctrlKey: true }), {}, false],
  ])('%s', (...[, key, context, means]) => {
    expect(isPushToTalk(key, { ...free, onControl: false, ...context })).toBe(means);
  });
});
