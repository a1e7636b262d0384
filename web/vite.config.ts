import adapter from '@sveltejs/adapter-static';
import type { Adapter } from '@sveltejs/kit';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
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

export default defineConfig({
  plugins: [
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
  build: { assetsInlineLimit: 0 },
  worker: { format: 'es' },
});
