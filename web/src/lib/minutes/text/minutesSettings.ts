import * as v from 'valibot';
import type * as Y from 'yjs';

/** Who may write the minutes. The organizer's choice, kept in the document itself. */
export type WritingMode = 'everyone' | 'hosts';

const Mode = v.picklist(['everyone', 'hosts']);

export const settingsOf = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('settings');

export function writingMode(doc: Y.Doc): WritingMode {
  const mode = settingsOf(doc).get('mode');
  return v.is(Mode, mode) ? mode : 'everyone';
}

/** For host and deputies. Others' browsers do not offer it; whoever does it anyway is seen as its author. */
export function setWritingMode(doc: Y.Doc, mode: WritingMode): void {
  settingsOf(doc).set('mode', mode);
}

/** Calls whenever the mode may have changed; returns the way to stop. */
export function onWritingMode(doc: Y.Doc, listen: () => void): () => void {
  const settings = settingsOf(doc);
  settings.observe(listen);
  return () => settings.unobserve(listen);
}
