import { readFile, statfs } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { receiveBufferErrors } from '../Metrics.ts';
import { fault, note, reasonOf, well, type Finding } from './Finding.ts';

/** What the media workers ask for; below it, bursts of many speakers are lost. */
const RECEIVE_BYTES = 4 * 1024 * 1024;
const GIB = 1024 ** 3;

/** Receive buffers, disk and clock of this machine. */
export async function checkMachine(dataDir: string): Promise<Finding[]> {
  return Promise.all([checkBuffers(), checkDisk(dataDir), checkClock()]);
}

async function checkBuffers(): Promise<Finding> {
  const about = 'socket buffers';
  const limit = Number(await readFile('/proc/sys/net/core/rmem_max', 'utf8').catch(() => '0'));
  const lost = receiveBufferErrors(await readFile('/proc/net/snmp', 'utf8').catch(() => ''));
  const found = `at most ${limit} bytes; ${lost} datagrams lost since the machine started`;
  if (limit >= RECEIVE_BYTES) return well(about, found);
  return note(
    about,
    found,
    'Copy deploy/sysctl.conf to /etc/sysctl.d/conclave.conf; sysctl --system.',
  );
}

async function checkDisk(dataDir: string): Promise<Finding> {
  const about = `disk of ${dataDir}`;
  try {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    const share = Math.round((bavail / Math.max(blocks, 1)) * 100);
    const found = `${((bavail * bsize) / GIB).toFixed(1)} GiB free, ${share} %`;
    if (share < 3) return fault(about, found, 'Make room now: a full disk takes nothing any more.');
    if (share < 15) return note(about, found, 'Make room, or move files to S3: docs/backup.md.');
    return well(about, found);
  } catch (error) {
    return fault(
      about,
      `cannot be read (${reasonOf(error)})`,
      'Set DATA_DIR to a folder of this user.',
    );
  }
}

async function checkClock(): Promise<Finding> {
  const about = 'clock';
  const ask = promisify(execFile)('timedatectl', ['show', '-p', 'NTPSynchronized', '--value']);
  const answer = await ask.then(({ stdout }) => stdout.trim()).catch(() => 'unknown');
  if (answer === 'yes') return well(about, 'set by the network');
  const found =
    answer === 'no' ? 'not set by the network' : 'whether it is set cannot be seen here';
  return note(
    about,
    found,
    'Run chrony or systemd-timesyncd: codes, credentials and retention need the time.',
  );
}
