import type { Config } from '../../config.ts';
import type { Database } from '../../store/Database.ts';
import type { Command } from '../operator/Command.ts';
import { checkAccountKeys } from './checkAccountKeys.ts';
import { checkMachine } from './checkMachine.ts';
import { checkMail } from './checkMail.ts';
import { checkNames } from './checkNames.ts';
import { checkRelays } from './checkRelays.ts';
import { checkTls } from './checkTls.ts';
import { fault, reasonOf, well, type Finding } from './Finding.ts';

const MARKS = { well: 'well ', note: 'note ', fault: 'FAULT' } as const;

/** Looks at everything that an instance depends on, and says of each thing that is not well what to do. */
export const doctor: Command = {
  help: 'checks names, TLS, relays, mail, clock, disk and database, and says what to mend',
  options: [],
  async run({ config, clock, database }) {
    const findings = (
      await Promise.all([
        checkDatabase(database),
        checkFiles(config),
        checkAccountKeys(config),
        checkMachine(config.dataDir),
        checkNames(namesOf(config), config.rtc.announced),
        ...tlsPlaces(config).map((place) => checkTls(place, clock.now())),
        checkRelays({ turn: config.turn, workers: config.rtc.announced, now: clock.now() }),
        checkMail(smtpOf(config), config.mail.from),
      ])
    ).flat();
    return {
      lines: findings.flatMap(linesOf),
      ok: findings.every(({ state }) => state !== 'fault'),
    };
  },
};

function linesOf(finding: Finding): string[] {
  const line = `${MARKS[finding.state]}  ${finding.about}: ${finding.found}`;
  return finding.state === 'well' ? [line] : [line, `         ${finding.todo}`];
}

async function checkDatabase(database: () => Promise<Database>): Promise<Finding[]> {
  try {
    const open = await database();
    await open.ping();
    return [well('database', `${open.dialect} answers`)];
  } catch (error) {
    const todo = 'See DATABASE_URL or DATA_DIR, and whether PostgreSQL runs.';
    return [fault('database', `does not answer (${reasonOf(error)})`, todo)];
  }
}

async function checkFiles({ s3 }: Config): Promise<Finding[]> {
  if (s3 === undefined) return [];
  const { S3Blobs } = await import('../../files/S3Blobs.ts');
  const blobs = new S3Blobs(s3);
  try {
    await blobs.ping();
    return [well('object store', `has the bucket ${s3.bucket}`)];
  } catch (error) {
    const todo = 'See the S3_ settings: address, bucket, and the key that may read and write it.';
    return [fault('object store', `does not answer (${reasonOf(error)})`, todo)];
  } finally {
    blobs.close();
  }
}

function namesOf({ publicOrigin, turn }: Config): string[] {
  const hosts = (turn?.urls ?? []).map((url) => /^turns?:([^:?]+)/u.exec(url)?.[1] ?? '');
  const own = publicOrigin === undefined ? [] : [new URL(publicOrigin).hostname];
  return [...new Set([...own, ...hosts])].filter((name) => name !== '');
}

function tlsPlaces({ publicOrigin }: Config): { name: string; port: number }[] {
  if (publicOrigin === undefined) return [];
  const { hostname: name, port } = new URL(publicOrigin);
  return [{ name, port: Number(port || 443) }];
}

function smtpOf({ smtpUrl }: Config): URL | undefined {
  return smtpUrl && new URL(smtpUrl.reveal());
}
