import { ConsentExport, ConsentReceipt } from '@conclave/shared/consent/ConsentExport';
import * as v from 'valibot';
import type { CheckedConsent, ConsentFault } from '../../web/src/lib/consent/checkConsent.ts';
import { checkExport, checkReceipt } from '../../web/src/lib/consent/checkExport.ts';
import { chainEnd } from '../../web/src/lib/consent/chainEnd.ts';
import { missingSteps } from './missingSteps.ts';
import type { MailHead } from './readHeads.ts';
import { readZipEntry } from './readZipEntry.ts';

export interface Verdict {
  readonly valid: boolean;
  /** A line for each record, and for what is wrong with the whole. */
  readonly lines: readonly string[];
}

const FAULTS: Record<ConsentFault, string> = {
  sealed: 'it did not open with the key of the meeting',
  malformed: 'it is not a record in canonical form',
  signature: 'its signature is wrong',
  principal: 'it names somebody else than the key it is signed with',
  meeting: 'it is about another meeting',
  notice: 'the text it refers to is not the one in the file',
  commitment: 'it is not what was committed to',
  chain: 'the chain is broken or contradicts a mail',
  order: 'it does not follow the record before it',
  claim: 'the server lets send, or not, against it',
};

const broken = (why: string): Verdict => ({ valid: false, lines: [why] });

/** [G-7, G-11, G-12] Checks an export (ZIP or JSON) or a receipt, against heads from mails. Asks no server. */
export async function verifyFile(file: Buffer, mails: readonly MailHead[]): Promise<Verdict> {
  const witnessed = new Map(mails.map(({ position, head }) => [position, head]));
  const [first] = mails.filter(({ position, head }) => witnessed.get(position) !== head);
  if (first !== undefined) return broken(contradiction(first, mails));
  const json = readJson(file);
  if ('fault' in json) return broken(json.fault);
  const receipt = v.safeParse(ConsentReceipt, json.value);
  if (receipt.success) return ofReceipt(receipt.output, witnessed);
  const exported = v.safeParse(ConsentExport, json.value);
  if (!exported.success) return broken('This is neither an export of consents nor a receipt.');
  return ofExport(exported.output, mails, witnessed);
}

async function ofReceipt(
  receipt: ConsentReceipt,
  witnessed: ReadonlyMap<number, string>,
): Promise<Verdict> {
  const checked = await checkReceipt(receipt, witnessed);
  if (checked === undefined) return broken('This receipt holds no record.');
  const unconfirmed = receipt.taken === null;
  return {
    valid: checked.faults.length === 0,
    lines: [
      lineOf(checked),
      ...(unconfirmed ? ['The server had not confirmed it when the receipt was saved.'] : []),
    ],
  };
}

async function ofExport(
  exported: ConsentExport,
  mails: readonly MailHead[],
  witnessed: ReadonlyMap<number, string>,
): Promise<Verdict> {
  const { genuine, chained, consents } = await checkExport(exported, witnessed);
  const steps = new Set(exported.steps.map(({ position }) => position));
  const seen = [...witnessed.keys()].filter((position) => steps.has(position)).length;
  const missing = missingSteps(exported, mails);
  const end = chainEnd(exported);
  const stated = exported.newest ?? end;
  const whole = genuine && stated.position === end.position && stated.head === end.head;
  return {
    valid:
      whole &&
      chained &&
      missing.cut.length === 0 &&
      consents.every(({ faults }) => faults.length === 0),
    lines: [
      ...(whole ? [] : ['BAD   the file as a whole: it is not as the organizer exported it']),
      ...(chained ? [] : [`BAD   ${FAULTS.chain}${contradicted(exported, mails)}`]),
      ...consents.map(lineOf),
      ...missing.lines,
      endLine(exported),
      ...(exported.exportedAt === undefined ? [] : [`Exported at ${exported.exportedAt}.`]),
      'Compare that with the newest mail about consent: it must say the same.',
      `${consents.length} records, ${exported.steps.length} steps, ${seen} of them told by mail.`,
    ],
  };
}

function endLine(exported: ConsentExport): string {
  const { position, head } = chainEnd(exported);
  if (exported.steps.length === 0) return 'The file holds no step of this meeting.';
  return `The chain ends at no. ${position}, with the head ${position}.${head}`;
}

/** Which files the two are in. */
function contradiction({ position, head, file }: MailHead, mails: readonly MailHead[]): string {
  const other = mails.find((one) => one.position === position && one.head !== head);
  const files = [file, other?.file].filter((one) => one !== undefined);
  const where = files.length === 0 ? '' : `: ${[...new Set(files)].join(' and ')}`;
  return `BAD   the mails contradict each other about no. ${position}${where}`;
}

/** The first file that says otherwise, if that is what is wrong. */
function contradicted({ steps }: ConsentExport, mails: readonly MailHead[]): string {
  const heads = new Map(steps.map(({ position, head }) => [position, head]));
  const said = mails.find(({ position, head }) => (heads.get(position) ?? head) !== head);
  return said === undefined ? '' : `: no. ${said.position}${said.file ? ` in ${said.file}` : ''}`;
}

function lineOf({ position, signed, faults }: CheckedConsent): string {
  const { event, principal, purposes } = signed?.record ?? {};
  const granted = purposes?.filter((purpose) => purpose.granted).map(({ id }) => id) ?? [];
  const said =
    event === undefined
      ? 'unreadable'
      : `${event.time} ${event.state} [${granted.join(', ')}] ${JSON.stringify(principal?.display_name)}`;
  const why = faults.length === 0 ? '' : `: ${faults.map((fault) => FAULTS[fault]).join('; ')}`;
  return `${faults.length === 0 ? 'good ' : 'BAD  '} no. ${position} ${said}${why}`;
}

function readJson(file: Buffer): { value: unknown } | { fault: string } {
  try {
    const text =
      file.toString('latin1', 0, 2) === 'PK'
        ? readZipEntry(file, 'consents.json')
        : file.toString('utf8');
    if (text === undefined) return { fault: 'This ZIP file holds no consents.json.' };
    const value: unknown = JSON.parse(text);
    return { value };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { fault: `This file cannot be read: ${error.message}` };
  }
}
