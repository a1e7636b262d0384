/** Every font, character map and decoder of pdf.js that this build holds, by folder and name. */
const found = import.meta.glob<string>(
  [
    '../../../../../node_modules/pdfjs-dist/cmaps/*.bcmap',
    '../../../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}',
    '../../../../../node_modules/pdfjs-dist/wasm/{jbig2,openjpeg}.wasm',
  ],
  { query: '?url', import: 'default', eager: true, exhaustive: true },
);

const addresses: ReadonlyMap<string, string> = new Map(
  Object.entries(found).map(([path, address]) => [path.split('/').slice(-2).join('/'), address]),
);

/** A part that a PDF needs, or null: only what stands in the list is ever fetched. */
export async function fetchPart(name: string): Promise<Uint8Array | null> {
  const address = addresses.get(name);
  if (address === undefined) return null;
  const answer = await fetch(address);
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}
