const styleAttribute = /\sstyle="[^"]*"/;

/**
 * SvelteKit hides the element with which it reads out page changes by a style attribute, which our
 * content policy refuses. The same rules stand in `base.css`; this takes the attribute away, and
 * fails when a new version of SvelteKit no longer has it.
 * @returns {import('vite').Plugin}
 */
export function withoutInlineStyle() {
  return {
    name: 'conclave-without-inline-style',
    enforce: 'pre',
    transform(code, id) {
      if (!id.includes('@sveltejs/kit') || !id.endsWith('/components/root.svelte'))
        return undefined;
      if (!styleAttribute.test(code)) throw new Error(`${id}: no style attribute to remove`);
      return { code: code.replace(styleAttribute, ''), map: null };
    },
  };
}
