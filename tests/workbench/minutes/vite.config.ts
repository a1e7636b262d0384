import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** Builds the workbench page; `openWorkbench.ts` says where to. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: { assetsInlineLimit: 0, emptyOutDir: true, minify: true },
  logLevel: 'warn',
});
