import { mount } from 'svelte';
import '../../../web/src/lib/ui/tokens.css';
import '../../../web/src/lib/ui/fonts.css';
import '../../../web/src/lib/ui/base.css';
import '../../../web/src/lib/ui/field.css';
import { loadTexts } from '../../../web/src/lib/i18n/texts.svelte.ts';
import Workbench from './Workbench.svelte';

await loadTexts('common', 'chat', 'files');
const target = document.getElementById('app');
if (target === null) throw new Error('no place for the page');
const query = new URLSearchParams(location.search);
const theme = query.get('theme');
if (theme !== null) document.documentElement.dataset['theme'] = theme;
mount(Workbench, {
  target,
  props: {
    only: query.get('only'),
    now: () => Date.now(),
    onready: (workbench: object) => Object.assign(window, { workbench }),
  },
});
