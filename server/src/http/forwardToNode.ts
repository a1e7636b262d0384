import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Log } from '../ops/Log.ts';
import type { ForwardProof } from './ForwardProof.ts';

/** Routes about what a meeting's room has in its memory: logs that continue, tokens of its members. */
const ROOM_ROUTE = /^\/api\/meetings\/:meetingId\/(?:documents|files)(?:\/|$)/u;

/** What their addresses hold: ids, numbers and names of ours. Nothing that could lead elsewhere. */
const RoomParams = v.objectWithRest(
  { meetingId: MeetingId },
  v.pipe(v.string(), v.regex(/^[\w-]{1,100}$/u)),
);

/** Nobody forwards what was forwarded: two nodes that disagree would send it to and fro. */
const FORWARDED = 'x-conclave-forwarded';

/** As long as a slow upload may take. */
const SILENT_MS = 30_000;

/** Where the node can be reached that has the room; undefined: here, or nowhere, when any node may answer. */
type UrlOf = (meetingId: MeetingId) => Promise<string | undefined>;

/** How requests come to the node that has the room. */
export interface Forwarding {
  readonly urlOf: UrlOf;
  readonly proof: ForwardProof;
}

/** Lets the node answer that has the room. Returns whether it does. */
export async function forwardToNode(
  { urlOf, proof, log }: Forwarding & { readonly log: Log },
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const asked = roomRequest(request);
  if (asked === undefined) return false;
  const said = request.headers[FORWARDED];
  if (said !== undefined) {
    const { method, url: path } = request;
    if (proof.holds(said, { method, path })) return false;
    // Somebody else wrote it, or nodes with other peppers or clocks: passing that on might never end.
    log.security('node.unproven', { address: request.ip });
    throw new RefusedError('notAllowed');
  }
  const url = await urlOf(asked.meetingId);
  if (url === undefined) return false;
  await pass({ to: new URL(asked.path, url), proof }, request, reply);
  return true;
}

/** A request of a route of rooms, with its path written anew; undefined for all others. */
function roomRequest(
  request: FastifyRequest,
): { readonly meetingId: MeetingId; readonly path: string } | undefined {
  const pattern = request.routeOptions.url ?? '';
  const params = v.safeParse(RoomParams, request.params);
  if (!ROOM_ROUTE.test(pattern) || !params.success) return undefined;
  const given = new Map(Object.entries(params.output));
  const path = pattern.replaceAll(/:(\w+)/gu, (_, name: string) => given.get(name) ?? '');
  const query = request.url.indexOf('?');
  return {
    meetingId: params.output.meetingId,
    path: query < 0 ? path : path + request.url.slice(query),
  };
}

interface Way {
  readonly to: URL;
  readonly proof: ForwardProof;
}

function pass({ to, proof }: Way, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { method } = request;
  const headers = {
    ...without(request.headers, ['connection', 'keep-alive', 'upgrade']),
    [FORWARDED]: proof.of({ method, path: to.pathname + to.search }),
    'x-forwarded-for': request.ip,
  };
  const send = to.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const onward = send(to, { method, headers, timeout: SILENT_MS }, (answer) => {
      reply.hijack();
      const own = ['connection', 'keep-alive', 'transfer-encoding'];
      reply.raw.writeHead(answer.statusCode ?? 502, without(answer.headers, own));
      answer.pipe(reply.raw);
      answer.once('end', resolve);
      answer.once('error', () => reply.raw.destroy());
    });
    onward.once('timeout', () => onward.destroy(new Error('the other node is silent')));
    onward.once('error', (cause) => {
      if (reply.raw.headersSent) return; // who answers early may close before all was sent
      reject(new RefusedError('unavailable', { cause }));
    });
    reply.raw.once('close', () => onward.destroy());
    request.raw.pipe(onward);
  });
}

/** What is about one connection is not the next one's. How a request's body is framed must stay with it. */
function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
