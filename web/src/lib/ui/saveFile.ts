/** Hands a file to the person; the browser asks where it goes. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  saveBlob(name, new Blob([content], { type }));
}

export function saveText(name: string, text: string): void {
  saveFile(name, 'text/plain;charset=utf-8', text);
}

/** The same of what is a blob already. */
export function saveBlob(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has read the address by then; a minute is far more than it takes.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** A title as a file name that every system takes. */
export function fileName(title: string, ending: string): string {
  const plain = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .slice(0, 80)
    .trim();
  return `${plain === '' ? 'conclave' : plain}.${ending}`;
}
