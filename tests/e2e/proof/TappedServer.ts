import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as v from 'valibot';
import { startServer, type RunningServer } from '../../support/server.ts';
import { closingContexts } from '../support/contexts.ts';
import { opusFrames, readRtp, vp8Frames, type Rtp } from './depacketise.ts';

const TAP = pathToFileURL(join(import.meta.dirname, 'tap.ts')).href;

const Line = v.strictObject({ producerId: v.string(), mimeType: v.string(), packet: v.string() });

/** Frames as the server had them, of one producer. */
export interface TappedStream {
  readonly mimeType: string;
  readonly frames: readonly Buffer[];
}

/** The real server with tap.ts in its process. */
export class TappedServer {
  readonly server: RunningServer;
  readonly #folder: string;

  private constructor(server: RunningServer, folder: string) {
    this.server = server;
    this.#folder = folder;
  }

  static async start(): Promise<TappedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'conclave-tap-'));
    const { WEB_DIR } = process.env;
    const env = {
      NODE_OPTIONS: `--import=${TAP}`,
      CONCLAVE_TAP: join(folder, 'packets'),
      ...(WEB_DIR !== undefined && { WEB_DIR }),
    };
    return new TappedServer(closingContexts(await startServer({ env })), folder);
  }

  /** What was forwarded so far, in the order in which people began to send. */
  streams(): TappedStream[] {
    const text = readFileSync(join(this.#folder, 'packets'), 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1); // the last line may be half written
    const producers = new Map<string, { mimeType: string; packets: Rtp[] }>();
    for (const line of whole.split('\n').filter((each) => each !== '')) {
      const { producerId, mimeType, packet } = v.parse(Line, JSON.parse(line));
      const known = producers.get(producerId) ?? { mimeType, packets: [] };
      known.packets.push(readRtp(Buffer.from(packet, 'base64')));
      producers.set(producerId, known);
    }
    return [...producers.values()].map(({ mimeType, packets }) => ({
      mimeType,
      frames: mimeType === 'audio/opus' ? opusFrames(packets) : vp8Frames(packets),
    }));
  }

  async remove(): Promise<void> {
    await this.server.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
