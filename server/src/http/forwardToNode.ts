import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { MeetingId } from '@conclave/shared/ids';
import { RefusedError } from '@conclave/shared/RefusedError';
import type { FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';

/** Requests about what a meeting's room has in its memory: logs that continue, tokens of its members. */
const ROOM_PATH = /^\/api\/meetings\/([\w-]{22})\/(?:documents|files)(?:[/?]|$)/u;

/** Nobody forwards what was forwarded: two nodes that disagree would send it to and fro. */
const FORWARDED = 'x-conclave-forwarded';

/** As long as a slow upload may take. */
const SILENT_MS = 30_000;

/** Where the node can be reached that has the room; undefined: here, or nowhere. */
export type UrlOf = (meetingId: MeetingId) => Promise<string | undefined>;

/** Lets the node answer that has the room. Returns whether it does. */
export async function forwardToNode(
  urlOf: UrlOf,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const meetingId = v.safeParse(MeetingId, ROOM_PATH.exec(request.url)?.[1]);
  if (!meetingId.success || request.headers[FORWARDED] !== undefined) return false;
  const url = await urlOf(meetingId.output);
  if (url === undefined) return false;
  await pass(new URL(request.url, url), request, reply);
  return true;
}

function pass(url: URL, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const headers = { ...request.headers, [FORWARDED]: '1', 'x-forwarded-for': request.ip };
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const onward = send(url, { method: request.method, headers, timeout: SILENT_MS }, (answer) => {
      reply.hijack();
      reply.raw.writeHead(answer.statusCode ?? 502, endToEnd(answer.headers));
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

/** What is about the connection between the nodes is not the caller's. */
function endToEnd(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const hop = ['connection', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !hop.includes(name)));
}
