import { connect, type ConnectionOptions, type SecureVersion, type TLSSocket } from 'node:tls';
import { fromIsoTime } from '../Clock.ts';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';

const DAY_MS = 86_400_000;
/** Automatic certificates are renewed 30 days before their end. */
const RENEW_DAYS = 21;
const WAIT_MS = 3_000;

export interface TlsPlace {
  readonly name: string;
  readonly port: number;
  /** Where it really is, when the name leads elsewhere. */
  readonly host?: string;
  readonly ca?: string;
}

/** Certificate and versions of one place that browsers reach by TLS. */
export async function checkTls(place: TlsPlace, now: number): Promise<Finding[]> {
  const about = `TLS ${place.name}:${place.port}`;
  try {
    const validTo = await secured(place, {}, (socket) => socket.getPeerCertificate().valid_to);
    const days = Math.floor(((fromIsoTime(validTo) ?? now) - now) / DAY_MS);
    return [checkEnd(about, days), await checkOldVersions(about, place)];
  } catch (error) {
    const todo =
      'Browsers will refuse it as well. See that the front runs, and that its certificate is for this name and not expired.';
    return [fault(about, `no trusted connection (${reasonOf(error)})`, todo)];
  }
}

function checkEnd(about: string, days: number): Finding {
  if (days >= RENEW_DAYS) return well(about, `its certificate is valid for ${days} more days`);
  const todo = 'Renewal should have happened: look at the log of Caddy or certbot.';
  return note(about, `its certificate ends in ${days} days`, todo);
}

async function checkOldVersions(about: string, place: TlsPlace): Promise<Finding> {
  const old: SecureVersion = 'TLSv1.1';
  // Its own library would not offer so old a version without being told to.
  const options = { minVersion: 'TLSv1', maxVersion: old, ciphers: 'DEFAULT@SECLEVEL=0' } as const;
  const spoken = await secured(place, options, () => true).catch(() => false);
  if (!spoken) return well(about, 'TLS 1.0 and 1.1 are refused');
  return fault(about, 'TLS 1.1 is spoken', 'Set the lowest version of the front to TLS 1.2.');
}

function secured<T>(
  { name, port, host = name, ca }: TlsPlace,
  options: ConnectionOptions,
  read: (socket: TLSSocket) => T,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const trust = ca === undefined ? {} : { ca };
    const socket = connect({ host, port, servername: name, ...trust, ...options });
    socket.setTimeout(WAIT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      resolve(read(socket));
      socket.destroy();
    });
  });
}
