/** One entry of an export, made when its turn comes. */
export interface ExportItem {
  readonly section:
    'minutes' | 'agenda' | 'board' | 'chat' | 'files' | 'notes' | 'people' | 'consent';
  /** With a slash at its end; empty for what stands at the top. */
  readonly folder: string;
  readonly name: string;
  make(signal: AbortSignal): Promise<Blob | string> | Blob | string;
}
