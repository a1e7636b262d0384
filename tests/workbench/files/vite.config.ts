import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Builds the workbench page as the server wants its web client: absolute addresses, nothing inline. */
export default defineConfig({
  root: here,
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  build: { assetsInlineLimit: 0, emptyOutDir: true, minify: true },
  worker: { format: 'es' },
  logLevel: 'warn',
});
