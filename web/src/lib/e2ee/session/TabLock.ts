/** [B-4] One tab of a browser is in a meeting. */
export interface TabLock {
  /** Whether this tab has it now. `steal`: takes it from the tab that does. */
  take(steal: boolean, onLost: () => void): Promise<boolean>;
  release(): void;
}
