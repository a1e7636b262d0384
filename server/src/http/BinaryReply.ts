import type { Readable } from 'node:stream';

/** An answer that is bytes, as they come. A handler returns it where its route's `reply` names the class. */
export class BinaryReply {
  readonly status: 200 | 206;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;

  constructor(reply: Pick<BinaryReply, 'status' | 'headers' | 'body'>) {
    this.status = reply.status;
    this.headers = reply.headers;
    this.body = reply.body;
  }
}
