import { expect, it } from 'vitest';
import { copyText, type ClipboardTools } from './copyText.ts';

const refused = (): Promise<void> => Promise.reject(new DOMException('no', 'NotAllowedError'));

class Item {
  readonly parts: Record<string, Promise<Blob>>;

  constructor(parts: Record<string, Promise<Blob>>) {
    this.parts = parts;
  }
}

/** A clipboard that notes what it was given, and when. */
function tools(over: Partial<ClipboardTools['clipboard']> = {}): {
  held: string[];
  given: () => number;
  tools: ClipboardTools;
} {
  const held: string[] = [];
  let given = 0;
  const clipboard = {
    write: async ([item]: ClipboardItems) => {
      given += 1;
      const blob = item instanceof Item ? await item.parts['text/plain'] : undefined;
      if (blob !== undefined) held.push(await blob.text());
    },
    writeText: (text: string) => Promise.resolve(void held.push(text)),
    ...over,
  };
  // @ts-expect-error -- of a ClipboardItem only its parts are looked at
  return { held, given: () => given, tools: { clipboard, Item } };
}

it('hands the text over while the click is handled, before it is made', async () => {
  const { held, given, tools: fakes } = tools();
  let make: (text: string) => void = () => undefined;
  const made = new Promise<string>((resolve) => (make = resolve));
  const copied = copyText(made, fakes);
  expect(given()).toBe(1);
  make('the link');
  expect(await copied).toBe(true);
  expect(held).toEqual(['the link']);
});

it('gives the text itself to a browser that takes no promise', async () => {
  const { held, tools: fakes } = tools({ write: refused });
  expect(await copyText(Promise.resolve('the link'), fakes)).toBe(true);
  expect(await copyText(Promise.resolve('again'), { ...fakes, Item: undefined })).toBe(true);
  expect(held).toEqual(['the link', 'again']);
});

it('says so when the browser does not let the page copy', async () => {
  const { tools: fakes } = tools({ write: refused, writeText: refused });
  expect(await copyText(Promise.resolve('the link'), fakes)).toBe(false);
});

it('a text that cannot be made is not a browser that refuses', async () => {
  const { tools: fakes } = tools({ write: refused });
  const failed = Promise.reject(new Error('the vault is closed'));
  await expect(copyText(failed, fakes)).rejects.toThrow('the vault is closed');
});
