import { Readable } from 'node:stream';
import { escapeHtml } from '@conclave/shared/mail/mailAsHtml';
import { RefusedError } from '@conclave/shared/RefusedError';
import * as v from 'valibot';
import { readMail, readMails, StoredMail } from '../../mail/devMailbox.ts';
import { isoTime } from '../../ops/Clock.ts';
import { BinaryReply } from '../BinaryReply.ts';
import { route, type Route } from '../Route.ts';

const One = v.strictObject({ id: v.pipe(v.string(), v.maxLength(60)) });
const Page = v.instance(BinaryReply);
const List = v.array(v.strictObject({ id: v.string(), ...StoredMail.entries }));

/**
 * The development mailbox: every mail that would have gone out. main.ts registers it outside
 * production only, where no mail server is configured; elsewhere these paths do not exist.
 */
export function devMailRoutes(folder: string): Route[] {
  const one = async (id: string): Promise<StoredMail> => {
    const mail = await readMail(folder, id);
    if (mail === undefined) throw new RefusedError('notFound');
    return mail;
  };
  return [
    route({
      method: 'GET',
      path: '/dev/mail',
      audience: 'anyone',
      takes: {},
      reply: Page,
      handle: async () => page(listPage(await readMails(folder))),
    }),
    route({
      method: 'GET',
      path: '/dev/mail.json',
      audience: 'anyone',
      takes: {},
      reply: List,
      handle: () => readMails(folder),
    }),
    route({
      method: 'GET',
      path: '/dev/mail/:id/html',
      audience: 'anyone',
      takes: { params: One },
      reply: Page,
      handle: async ({ params }) => page((await one(params.id)).html),
    }),
    route({
      method: 'GET',
      path: '/dev/mail/:id/text',
      audience: 'anyone',
      takes: { params: One },
      reply: Page,
      handle: async ({ params }) => plain((await one(params.id)).text),
    }),
    route({
      method: 'GET',
      path: '/dev/mail/:id/source',
      audience: 'anyone',
      takes: { params: One },
      reply: Page,
      handle: async ({ params }) => plain((await one(params.id)).source),
    }),
  ];
}

/** Mails carry their styles in them; nothing else is let in, and nothing runs. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-top-navigation-by-user-activation";

function page(html: string): BinaryReply {
  return answer(html, 'text/html; charset=utf-8');
}

function plain(text: string): BinaryReply {
  return answer(text, 'text/plain; charset=utf-8');
}

function answer(body: string, type: string): BinaryReply {
  const headers = {
    'content-type': type,
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
  };
  return new BinaryReply({ status: 200, headers, body: Readable.from([Buffer.from(body)]) });
}

function listPage(mails: readonly (StoredMail & { id: string })[]): string {
  const rows = mails.map(
    ({ id, at, to, subject }) =>
      `<tr><td>${isoTime(at).slice(0, 19).replace('T', ' ')}</td><td>${escapeHtml(to)}</td><td>${escapeHtml(subject)}</td><td>${['html', 'text', 'source'].map((view) => `<a href="/dev/mail/${id}/${view}">${view}</a>`).join(' ')}</td></tr>`,
  );
  const table = `<table><thead><tr><th>UTC</th><th>To</th><th>Subject</th><th>Look at</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Development mailbox</title>
<style>${STYLE}</style></head>
<body><main><h1>Development mailbox</h1>
<p>Mails that this server would have sent. Nothing leaves this machine until SMTP_URL is set.</p>
${rows.length === 0 ? '<p>No mails yet.</p>' : table}
</main></body></html>
`;
}

const STYLE = `:root{color-scheme:light dark;font:16px/24px system-ui,sans-serif}
body{margin:0;padding:32px 16px;background:light-dark(#eef0ed,#101413);color:light-dark(#181d1b,#eceeea)}
main{max-width:1000px;margin:auto;overflow-x:auto}
h1{font-size:24px;line-height:30px}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:10px 12px 10px 0;border-bottom:1px solid light-dark(#d3d8d3,#2d3431);vertical-align:top}
th,td:first-child{color:light-dark(#4a524e,#b4bcb7);white-space:nowrap;font-variant-numeric:tabular-nums}
a{color:inherit}`;
