import { lanAddresses } from './lan/addresses.ts';

export interface Greeting {
  readonly publicOrigin: string | undefined;
  readonly lan: boolean;
  readonly port: number;
}

/** What the terminal shows once the server serves: where to go, and for phones a code to scan. */
export async function greeting({ publicOrigin, lan, port }: Greeting): Promise<string> {
  if (publicOrigin !== undefined) return `Conclave serves ${publicOrigin} on port ${port}\n`;
  if (!lan) return `Conclave: http://localhost:${port}\n`;
  const origins = lanAddresses().map((address) => `https://${address}:${port}`);
  const [first = `https://localhost:${port}`, ...others] = origins;
  const { default: qrcode } = await import('qrcode');
  const code = await qrcode.toString(first, { type: 'terminal', small: true });
  const also = others.length > 0 ? `also ${others.join(' and ')}\n` : '';
  return (
    `Conclave: ${first}\n${also}\n${code}\n` +
    'Scan it with a device on the same network. Its browser warns once, because the certificate\n' +
    'was made by this machine; accept it there.\n'
  );
}
