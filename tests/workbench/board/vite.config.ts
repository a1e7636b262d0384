import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the workbench page; `openWorkbench.ts` says where to. */
export default defineConfig({
  root: here,
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: { assetsInlineLimit: 0, emptyOutDir: true, minify: true },
  logLevel: 'warn',
});
