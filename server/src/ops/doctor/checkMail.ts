import { resolveTxt } from 'node:dns/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';

const WAIT_MS = 5_000;
const MAX_REPLY = 8 * 1024;
const ABOUT = 'mail';

/** Whether the mail server takes submissions over TLS, and whether the sender's domain vouches for it. */
export async function checkMail(url: URL | undefined, from: string): Promise<Finding[]> {
  if (url === undefined) {
    return [
      note(ABOUT, 'no mail server is configured', 'Set SMTP_URL; nobody gets an invitation.'),
    ];
  }
  const domain = /@([^\s>]+)/u.exec(from)?.[1] ?? '';
  return [await checkSubmission(url), await checkSpf(domain), await checkDmarc(domain)];
}

async function checkSubmission(url: URL): Promise<Finding> {
  const tls = url.protocol === 'smtps:';
  const where = `${url.hostname}:${url.port || (tls ? 465 : 587)}`;
  try {
    const offers = await hello(url, tls);
    if (tls || /STARTTLS/iu.test(offers)) return well(ABOUT, `${where} takes mails over TLS`);
    return fault(ABOUT, `${where} offers no TLS`, 'Use a server with smtps:// or STARTTLS.');
  } catch (error) {
    const todo = 'See SMTP_URL, and whether the firewall lets this machine out to it.';
    return fault(ABOUT, `${where} does not answer as a mail server (${reasonOf(error)})`, todo);
  }
}

/** Its greeting and what it offers. Signs in nowhere and sends nothing. */
function hello(url: URL, tls: boolean): Promise<string> {
  const at = { host: url.hostname, port: Number(url.port || (tls ? 465 : 587)) };
  const socket: Socket = tls ? connectTls({ ...at, servername: url.hostname }) : connectTcp(at);
  return new Promise((resolve, reject) => {
    let said = '';
    let greeted = false;
    socket.setTimeout(WAIT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('closed')));
    socket.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, MAX_REPLY);
      if (!greeted && /^220[ -].*\r?\n/mu.test(said)) {
        greeted = true;
        socket.write('EHLO doctor.invalid\r\n');
      } else if (greeted && /^250 .*\r?\n/mu.test(said)) {
        socket.end('QUIT\r\n');
        resolve(said);
      }
    });
  });
}

async function checkSpf(domain: string): Promise<Finding> {
  const texts = await txt(domain);
  const found = texts?.find((text) => text.startsWith('v=spf1'));
  if (found !== undefined) return well(ABOUT, `${domain} has an SPF record`);
  const todo = `Publish a TXT record for ${domain} that names your mail server, as "v=spf1 mx -all"; and have it sign with DKIM.`;
  return note(ABOUT, `${domain} has no SPF record that can be seen here`, todo);
}

async function checkDmarc(domain: string): Promise<Finding> {
  const texts = await txt(`_dmarc.${domain}`);
  if (texts?.some((text) => text.startsWith('v=DMARC1'))) {
    return well(ABOUT, `${domain} has a DMARC record`);
  }
  const todo = `Publish a TXT record for _dmarc.${domain}, as "v=DMARC1; p=quarantine"; many providers ask for one.`;
  return note(ABOUT, `${domain} has no DMARC record that can be seen here`, todo);
}

/** Undefined where there is no such name, or nobody to ask. */
async function txt(name: string): Promise<string[] | undefined> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(''));
  } catch {
    return undefined; // said to the operator as "cannot be seen here", whichever of the two it is
  }
}
