import { mount } from 'svelte';
import Workbench from './Workbench.svelte';

const target = document.querySelector('#app');
if (target !== null) mount(Workbench, { target });
