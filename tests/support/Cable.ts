import { execFileSync } from 'node:child_process';

/** Where a cable between two networks ends. */
export interface CableEnds {
  /** The network at the far end, by its name. */
  readonly beyond: string;
  /** The address at the near end; those at the far end are in the same network of 254. */
  readonly address: string;
  /** The devices. */
  readonly near: string;
  readonly far: string;
}

/** The last number of the address at the far end, at first. */
const FIRST = 254;
/** Packets wait so long in a narrow line before they are lost, and so much goes at once. */
const NARROW = ['burst', '16kb', 'latency', '200ms'];

/**
 * What happens to the cable between a test and the network beyond it. It is held at the near end: whoever
 * uses it runs inside the network there.
 */
export class Cable {
  readonly #ends: CableEnds;
  #last = FIRST;

  constructor(ends: CableEnds) {
    this.#ends = ends;
  }

  /** Those beyond have no address any more: what they have open leads nowhere. */
  takeAddress(): void {
    this.#address('del');
  }

  /** They are back, under another address than before. */
  giveAddress(): void {
    this.#last = this.#last > 200 ? this.#last - 1 : FIRST;
    this.#address('add');
  }

  /** Nothing of this protocol comes through, in neither direction. */
  block(protocol: 'udp' | 'tcp'): void {
    this.#drop(`meta l4proto ${protocol}`);
  }

  /** So many of a hundred packets of this protocol are lost in each direction, by chance. */
  lose(percent: number, protocol: 'udp' | 'tcp'): void {
    this.#drop(`meta l4proto ${protocol} numgen random mod 100 < ${percent}`);
  }

  /** All of it comes through again. */
  mend(): void {
    this.#drop(undefined);
  }

  /** So many thousand bits go through in a second, in each direction. */
  narrow(kbit: number): void {
    const shape = ['root', 'tbf', 'rate', `${kbit}kbit`, ...NARROW];
    this.#onBothEnds((device) => ['qdisc', 'replace', 'dev', device, ...shape]);
  }

  /** As wide as before. */
  widen(): void {
    this.#onBothEnds((device) => ['qdisc', 'del', 'dev', device, 'root']);
  }

  #address(change: 'add' | 'del'): void {
    const { beyond, far, address } = this.#ends;
    const theirs = address.replace(/\d+$/u, `${this.#last}/24`);
    run('ip', ['-n', beyond, 'addr', change, theirs, 'dev', far]);
  }

  #onBothEnds(shape: (device: string) => string[]): void {
    const { beyond, near, far } = this.#ends;
    run('tc', shape(near));
    run('tc', ['-n', beyond, ...shape(far)]);
  }

  /** What arrives at either end and is such is thrown away; whoever sent it is told nothing. */
  #drop(such: string | undefined): void {
    const { beyond, near, far } = this.#ends;
    run('nft', ['-f', '-'], table(near, such));
    run('ip', ['netns', 'exec', beyond, 'nft', '-f', '-'], table(far, such));
  }
}

/** Takes the place of the table before. */
function table(device: string, such: string | undefined): string {
  const chain =
    such === undefined
      ? ''
      : `chain arriving {\ntype filter hook input priority 0\niifname "${device}" ${such} drop\n}`;
  return `table inet cable\ndelete table inet cable\ntable inet cable {\n${chain}\n}\n`;
}

function run(command: string, args: string[], input = ''): void {
  execFileSync(command, args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
}
