import adapter from '@sveltejs/adapter-static';
import type { Adapter } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { finishBuild } from './finishBuild.mjs';
import { sourceVersion } from './sourceVersion.mjs';
import { withoutInlineStyle } from './withoutInlineStyle.mjs';

const out = 'build';

/** The static adapter, then the steps that make its output hashable and free of inline script. */
function hashableStatic(): Adapter {
  const { adapt } = adapter({ pages: out, assets: out, fallback: '200.html' });
  return {
    name: 'conclave-static',
    async adapt(builder) {
      await adapt(builder);
      await finishBuild(out);
    },
  };
}

/**
 * Left alone, a guest's browser fetches sixty files for the lobby, most of them under a kilobyte.
 * The desk's frame stays out because it imports
 * SvelteKit's start, which must run after its own entry; the others, because no lobby shows them.
 */
const fewerChunks = {
  groups: [
    { name: 'svelte', test: /node_modules\/(?:svelte|clsx|esm-env)\//, priority: 2 },
    {
      name: 'ui',
      test: /web\/src\/lib\/(?:ui\/(?!Desk|Menu|Dialog|Confirm|Choice|Segment|Contact|Instance)|i18n\/)|@lucide/,
      priority: 1,
      minShareCount: 2,
    },
  ],
};

/** Signaling never polls, so that half of engine.io stays out of the build (openSocket.ts). */
function webSocketOnly(): Plugin {
  return {
    name: 'conclave-websocket-only',
    transform(_, id) {
      if (!/engine\.io-client\/build\/esm\/transports\/index\.js$/.test(id)) return null;
      return `import { WS } from './websocket.js'; export const transports = { websocket: WS };`;
    },
  };
}

export default defineConfig({
  plugins: [
    webSocketOnly(),
    withoutInlineStyle(),
    sveltekit({
      adapter: hashableStatic(),
      // The same sources give the same bytes, on any machine and at any hour.
      version: { name: sourceVersion() },
      compilerOptions: {
        runes: ({ filename }) => (filename.includes('node_modules') ? undefined : true),
      },
    }),
  ],
  // An inlined asset is a data: address, which the content policy refuses.
  build: { assetsInlineLimit: 0, rolldownOptions: { output: { codeSplitting: fewerChunks } } },
  worker: { format: 'es' },
});
