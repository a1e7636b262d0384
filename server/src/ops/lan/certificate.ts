import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';

const Stored = v.strictObject({ key: v.string(), cert: v.string() });
export type TlsFiles = v.InferOutput<typeof Stored>;

export interface CertificateOptions {
  readonly dataDir: string;
  /** The IP addresses by which other devices will come. */
  readonly addresses: readonly string[];
  readonly now: number;
}

/**
 * The certificate of this machine for `--lan`. Kept while it fits, so that a device that was told to
 * trust it once is not asked again.
 */
export async function lanCertificate(options: CertificateOptions): Promise<TlsFiles> {
  const file = join(options.dataDir, 'lan-certificate.json');
  if (existsSync(file)) {
    const stored = v.parse(Stored, JSON.parse(readFileSync(file, 'utf8')));
    if (fits(stored, options)) return stored;
  }
  const fresh = await generate(options.addresses);
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  return fresh;
}

function fits({ cert }: TlsFiles, { addresses, now }: CertificateOptions): boolean {
  const certificate = new X509Certificate(cert);
  return (
    certificate.validToDate.getTime() > now &&
    addresses.every((address) => certificate.checkIP(address) !== undefined)
  );
}

async function generate(addresses: readonly string[]): Promise<TlsFiles> {
  // Loaded here: it is large, and only --lan needs it.
  const { generate: selfSign } = await import('selfsigned');
  const names = [
    { type: 2 as const, value: 'localhost' },
    ...['127.0.0.1', ...addresses].map((ip) => ({ type: 7 as const, ip })),
  ];
  const made = await selfSign([{ name: 'commonName', value: 'Conclave on this network' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: names },
    ],
  });
  return { key: made.private, cert: made.cert };
}
