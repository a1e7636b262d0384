import { fromBase64Url } from '@conclave/shared/bytes';
import type { MailOrder, Recipient } from '@conclave/shared/mail/MailOrder';
import type { MeetingText } from '@conclave/shared/mail/MeetingText';
import {
  decodeOrder,
  orderAssociatedData,
  orderContext,
  orderInfo,
} from '@conclave/shared/mail/orderBytes';
import type { Clock } from '../../ops/Clock.ts';
import { stopHashOf, stopTokenOf } from '../stopHash.ts';
import { composeMailing, composeSystemMail, type Sender } from './compose.ts';
import type { RelayNews, RelaySettings, RelayTask } from './messages.ts';
import { joinedText } from './joinedText.ts';
import { openBox } from './openBox.ts';
import { RelayKeys } from './RelayKeys.ts';
import { senderOf } from './senderOf.ts';
import type { Handed, Message, Transport } from './Transport.ts';

export interface RelayOptions {
  readonly settings: RelaySettings;
  readonly transport: Transport;
  readonly clock: Clock;
  /** By which keys are made and destroyed. */
  readonly keyClock: Clock;
  readonly wait: (ms: number) => Promise<void>;
  readonly tell: (news: RelayNews) => void;
}

type Task<T extends RelayTask['task']> = Extract<RelayTask, { task: T }>;

interface Sending {
  readonly order: MailOrder;
  readonly task: Task<'send'>;
  /** [S-17] What is to stand in the mail beside the program's own words. */
  readonly text: MeetingText | undefined;
}

/**
 * What the relay's process does: it opens orders, writes mails, hands them over and says what became
 * of each. It keeps nothing: its process ends when there is nothing to do, and its memory with it.
 */
export class Relay {
  readonly #options: RelayOptions;
  readonly #keys: RelayKeys;
  readonly #stopKey: Buffer;
  readonly #sender: Sender;
  readonly #asked = new Map<string, (go: boolean) => void>();

  constructor(options: RelayOptions) {
    const { settings, keyClock } = options;
    this.#options = options;
    this.#keys = new RelayKeys({ folder: settings.keyFolder, clock: keyClock });
    this.#stopKey = Buffer.from(settings.stopKey, 'hex');
    this.#sender = senderOf(settings);
  }

  async take(task: Exclude<RelayTask, { task: 'settings' }>): Promise<void> {
    switch (task.task) {
      case 'key':
        this.#tellKey(task);
        break;
      case 'send':
        await this.#send(task);
        break;
      case 'go':
        this.#answer(task);
        break;
      case 'system':
        await this.#system(task);
        break;
    }
  }

  #tellKey({ job }: Task<'key'>): void {
    const { keyId, createdAt, publicKey } = this.#keys.current();
    const told = { job, keyId, createdAt, publicKey: publicKey.toString('base64url') };
    this.#options.tell({ news: 'key', ...told });
  }

  async #send(task: Task<'send'>): Promise<void> {
    const { job } = task;
    const { tell } = this.#options;
    const pair = this.#keys.find(task.keyId);
    if (pair === undefined) {
      tell({ news: 'refused', job, code: 'relayKeyOutdated' });
      return;
    }
    const order = openOrder(task, pair);
    if (order === undefined || !this.#fits(order, task)) {
      tell({ news: 'refused', job, code: 'malformed' });
      return;
    }
    tell({ news: 'opened', job });
    const text = joinedText(order, task, this.#keys);
    let due = order.recipients.filter(({ id }) => task.due.includes(id));
    for (const retryMs of [0, ...this.#options.settings.retryMs]) {
      if (due.length === 0) break;
      await this.#options.wait(retryMs);
      due = await this.#round(due, { order, task, text });
    }
    tell({ news: 'done', job });
  }

  /** [M-3, M-8] Exactly the announced recipients, nobody twice, and only links to this instance. */
  #fits(order: MailOrder, { announced, kind }: Task<'send'>): boolean {
    const { recipients } = order;
    const ids = new Set(recipients.map(({ id }) => id));
    const addresses = new Set(recipients.map(({ address }) => address));
    const { link } = order.content.template === 'summary' ? order.content : order.content.entry;
    return (
      isOfKind(order, kind) &&
      ids.size === recipients.length &&
      addresses.size === recipients.length &&
      announced.length === recipients.length &&
      announced.every((id) => ids.has(id)) &&
      (link === null || this.#isOwn(link))
    );
  }

  #isOwn(link: string): boolean {
    const { ownLinksOnly, origin } = this.#options.settings;
    return !ownLinksOnly || link.startsWith(`${origin}/`);
  }

  /** Tries each once, one after the other; returns those that failed for now. */
  async #round(due: readonly Recipient[], { order, task, text }: Sending): Promise<Recipient[]> {
    const failed: Recipient[] = [];
    for (const recipient of due) {
      const { id, address } = recipient;
      const stopHash = stopHashOf(this.#stopKey, address).toString('base64url');
      if (!(await this.#mayGo(task.job, recipient, stopHash))) continue;
      const stopToken = stopTokenOf(this.#stopKey, address);
      const { content } = order;
      const mailing = { content, text, organizer: task.organizer, recipient, stopToken };
      const state = await this.#hand(
        await composeMailing(mailing, { sender: this.#sender, clock: this.#options.clock }),
      );
      this.#options.tell({ news: 'delivery', job: task.job, id, state });
      if (state === 'failed') failed.push(recipient);
    }
    return failed;
  }

  #mayGo(job: number, { id }: Recipient, stopHash: string): Promise<boolean> {
    const answer = new Promise<boolean>((resolve) => this.#asked.set(`${job} ${id}`, resolve));
    this.#options.tell({ news: 'ask', job, id, stopHash });
    return answer;
  }

  #answer({ job, id, go }: Task<'go'>): void {
    this.#asked.get(`${job} ${id}`)?.(go);
    this.#asked.delete(`${job} ${id}`);
  }

  async #system({ job, mail }: Task<'system'>): Promise<void> {
    const state = await this.#hand(await composeSystemMail(mail, this.#sender));
    this.#options.tell({ news: 'system', job, state });
  }

  #hand(message: Message): Promise<Handed> {
    return this.#options.transport.hand(message);
  }
}

/** [S-3] A summary goes to one person, and its link is the one that the server knows by this id. */
function isOfKind({ content, recipients }: MailOrder, kind: Task<'send'>['kind']): boolean {
  if (content.template !== 'summary') return kind === 'plan';
  const [recipient] = recipients;
  if (kind !== 'summary' || recipients.length !== 1 || recipient?.name !== null) return false;
  const { pathname, search, hash, username } = new URL(content.link);
  // Nothing that could be read as words: the link stands in the mail as it is.
  const bare = search === '' && username === '' && /^#[\w-]{43}c?$/u.test(hash);
  return bare && pathname === `/s/${recipient.id}`;
}

function openOrder(
  { sendId, keyId, sealedOrder }: Task<'send'>,
  { privateKey, publicKey }: ReturnType<RelayKeys['current']>,
): MailOrder | undefined {
  const opened = openBox({
    privateKey,
    publicKey,
    sealed: fromBase64Url(sealedOrder),
    info: orderInfo(),
    associatedData: orderAssociatedData(orderContext({ sendId, keyId })),
  });
  return opened && decodeOrder(opened);
}
