import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

/** A page outside of the product that mounts the product's chat for two people. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  resolve: { conditions: ['svelte', 'browser', 'module', 'import', 'default'] },
  worker: { format: 'es' },
  build: { assetsInlineLimit: 0, emptyOutDir: true, target: 'esnext' },
});
