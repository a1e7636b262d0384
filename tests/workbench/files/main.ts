import { mount } from 'svelte';
import * as v from 'valibot';
import { MeetingId, ParticipantId } from '../../../shared/src/ids.ts';
import '../../../web/src/lib/ui/tokens.css';
import '../../../web/src/lib/ui/fonts.css';
import '../../../web/src/lib/ui/base.css';
import '../../../web/src/lib/ui/field.css';
import { loadTexts } from '../../../web/src/lib/i18n/texts.svelte.ts';
import { openFileVault } from '../../../web/src/lib/files/openFileVault.ts';
import { KeptDocument } from './KeptDocument.ts';
import Workbench from './Workbench.svelte';

// `?meeting=…&who=m|j&look=wide&state=offline&theme=dark`: files of a meeting of the signed-in owner.
const query = new URLSearchParams(location.search);
const meetingId = v.parse(MeetingId, query.get('meeting'));
const self = v.parse(ParticipantId, (query.get('who') ?? 'm').repeat(21) + 'A');
const theme = query.get('theme');
if (theme !== null) document.documentElement.dataset['theme'] = theme;

await loadTexts('common', 'files');
const states = { offline: { kind: 'offline', waiting: 0 }, opening: { kind: 'opening' } } as const;
const state = query.get('state');
const shared = new KeptDocument(
  self,
  state === 'offline' || state === 'opening' ? states[state] : undefined,
);
const vault = await openFileVault({
  meetingId,
  document: shared,
  headers: () => ({}),
  leads: () => false,
});
const people = {
  self,
  nameOf: (id: string) => (id.startsWith('m') ? 'Mara Feldhaus' : 'Jonas Reiter'),
  toneOf: () => 6,
};
const target = document.getElementById('app');
if (target === null) throw new Error('no place for the page');
const wide = query.get('look') === 'wide';
mount(Workbench, { target, props: { vault, people, saveState: shared.saveState, wide } });
document.documentElement.dataset['ready'] = '1';
