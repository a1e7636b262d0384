import { exportSchema } from '@conclave/shared/exportSchema';
import type { Instance } from '@conclave/shared/wire/instanceApi';
import { itemsOf } from '../../past/export/itemsOf.ts';
import { ZipNames } from '../../past/export/ZipNames.ts';
import { ZipWriter, type ZipTarget } from '../../past/export/ZipWriter.ts';
import { PastMeeting } from '../../past/PastMeeting.svelte.ts';
import type { HostMeeting } from '../../e2ee/host/HostMeeting.ts';
import type { OpenAccount } from '../../vault/signIn.ts';
import { fileName } from '../../ui/saveFile.ts';
import type { RightsApi } from '../RightsApi.ts';
import { aboutExport } from './aboutPage.ts';
import { planFile } from './plansFile.ts';
import { vaultContents } from './vaultContents.ts';

export interface AccountExport {
  readonly open: OpenAccount;
  readonly api: RightsApi;
  readonly instance: Instance;
  readonly target: ZipTarget;
  /** Whether everything that was written in meetings goes along. */
  readonly withMeetings: boolean;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** `share` of the whole, and what is being added. */
  readonly onProgress: (share: number, name: string) => void;
}

/** [R96, R102, R103] Writes everything of an account into a ZIP; returns how many parts could not be opened. */
export async function exportAccount(options: AccountExport): Promise<number> {
  const { open, api, instance, target, withMeetings, signal, onProgress } = options;
  const served = await api.export();
  const vault = await vaultContents(open.vault);
  const writer = new ZipWriter(target);
  const names = new ZipNames();
  const missing: string[] = [];
  const add = async (folder: string, name: string, content: Blob | string): Promise<void> => {
    await writer.add(names.take(folder, name), content, signal);
  };
  await add('', 'data.schema.json', json(exportSchema));
  await add('', 'account.json', json(served));
  await add('', 'vault.json', json(vault));
  await addPlans(options, add);
  const hosts = withMeetings ? (await open.vault.list('meeting')).map(({ value }) => value) : [];
  for (const [at, host] of hosts.entries()) {
    signal.throwIfAborted();
    onProgress(at / hosts.length, host.text.topic);
    missing.push(...(await addMeeting(host, options, add)));
  }
  await add('', 'about.json', json(aboutExport(served, instance, missing)));
  await writer.finish();
  return missing.length;
}

type Add = (folder: string, name: string, content: Blob | string) => Promise<void>;

async function addPlans({ open, now }: AccountExport, add: Add): Promise<void> {
  const { language } = open.account;
  for (const { id, value: plan } of await open.vault.list('plan')) {
    const file = await planFile({ id, plan }, { language, origin: location.origin, now: now() });
    await add('plans/', fileName(plan.topic, 'ics'), file);
  }
}

/** What could not be opened is named and left out; without a connection there is no export at all. */
async function addMeeting(
  host: HostMeeting,
  { open, now, signal }: AccountExport,
  add: Add,
): Promise<string[]> {
  const { topic } = host.text;
  const folder = `meetings/${fileName(topic, host.meetingId.slice(0, 6))}/`;
  const missing: string[] = [];
  const { account } = open;
  let past: PastMeeting | undefined;
  try {
    const ownName = `${account.firstName} ${account.lastName}`;
    past = await PastMeeting.open({
      ...{ host, ownName, now, signal, live: false, onFailed: () => undefined },
    });
    const { items, close } = await itemsOf(past, {
      ...{ title: topic, withNotes: true, now: now(), signal, consents: undefined },
    });
    try {
      for (const item of items) {
        const content = await madeOf(() => item.make(signal), signal);
        if (content === undefined) missing.push(`${folder}${item.folder}${item.name}`);
        else await add(`${folder}${item.folder}`, item.name, content);
      }
    } finally {
      close();
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!navigator.onLine) throw error;
    missing.push(folder);
  } finally {
    past?.close();
  }
  return missing;
}

async function madeOf(
  make: () => Promise<Blob | string> | Blob | string,
  signal: AbortSignal,
): Promise<Blob | string | undefined> {
  try {
    return await make();
  } catch (error) {
    signal.throwIfAborted();
    if (!navigator.onLine) throw error;
    return undefined;
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;
