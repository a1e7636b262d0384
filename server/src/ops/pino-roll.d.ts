// pino-roll 4.0.0 ships no types; these are the options we use.
declare module 'pino-roll' {
  interface RollStream {
    write(line: string): void;
    flushSync(): void;
    end(): void;
    once(event: 'ready', listener: () => void): void;
  }

  interface RollOptions {
    file: string;
    extension: string;
    frequency: 'daily';
    dateFormat: string;
    mkdir: boolean;
    limit: { count: number; removeOtherLogFiles: boolean };
    mode?: number;
  }
  export type { RollStream };
  export default function roll(options: RollOptions): Promise<RollStream>;
}
