/** The browser's own, or a test's. */
export interface ClipboardTools {
  clipboard: Pick<Clipboard, 'write' | 'writeText'>;
  /** Absent in old browsers. */
  Item: typeof ClipboardItem | undefined;
}

/**
 * Copies a text that is still being made, and says whether it worked. Safari lets a page copy only while
 * a click is being handled, so the promise itself is handed over at once; what does not take promises
 * gets the text when it is there.
 */
export async function copyText(
  text: Promise<string>,
  tools: ClipboardTools = { clipboard: navigator.clipboard, Item: globalThis.ClipboardItem },
): Promise<boolean> {
  return (await written(text, tools)) || (await writtenLater(text, tools));
}

async function written(
  text: Promise<string>,
  { clipboard, Item }: ClipboardTools,
): Promise<boolean> {
  if (Item === undefined) return false;
  const blob = text.then((words) => new Blob([words], { type: 'text/plain' }));
  blob.catch(() => undefined); // the other way says so
  try {
    await clipboard.write([new Item({ 'text/plain': blob })]);
    return true;
  } catch {
    return false; // the other way is tried
  }
}

async function writtenLater(
  text: Promise<string>,
  { clipboard }: ClipboardTools,
): Promise<boolean> {
  const words = await text;
  try {
    await clipboard.writeText(words);
    return true;
  } catch {
    return false; // whoever asked shows the text
  }
}
