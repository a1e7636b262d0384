import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';

/**
 * A network of its own for one test: a namespace with loopback and one veth address. Firefox gathers
 * no loopback candidate for media, so it needs an address that is not 127.0.0.1; and nothing in here
 * can reach the outside, which is what "no third party" is tested against.
 */
export class NetworkNamespace {
  readonly #name: string;
  /** The network beyond the cable, by its name for `ip netns exec`. It reaches `address` and nothing else. */
  readonly beyond: string;
  /** The address inside that is not loopback. */
  readonly address: string;
  /** The ends of the cable, inside and beyond. */
  readonly cable: { readonly near: string; readonly far: string };

  private constructor(name: string, subnet: number) {
    this.#name = name;
    this.beyond = `${name}f`;
    this.address = `10.99.${subnet}.1`;
    this.cable = { near: `${name}a`, far: `${name}b` };
  }

  /** Whether namespaces can be made here: root, iproute2 and a kernel that has veth. */
  static available(): boolean {
    try {
      const probe = NetworkNamespace.create();
      probe.close();
      return true;
    } catch {
      return false; // any failure means the same to the caller: the test is listed as skipped
    }
  }

  static create(): NetworkNamespace {
    const bytes = randomBytes(4);
    const namespace = new NetworkNamespace(`cv${bytes.toString('hex')}`, bytes[0] ?? 0);
    try {
      namespace.#build();
    } catch (error) {
      namespace.close();
      throw error;
    }
    return namespace;
  }

  /** Names that lead to the address, for programs that run inside or are started from there. */
  nameIt(names: readonly string[]): void {
    mkdirSync(this.#etc, { recursive: true });
    const lines = ['127.0.0.1 localhost', `${this.address} ${names.join(' ')}`];
    writeFileSync(`${this.#etc}/hosts`, `${lines.join('\n')}\n`);
  }

  /** Runs a program inside. The caller ends it. */
  spawn(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.#name, command, ...args], options);
  }

  /** Removes the namespaces; the kernel takes the cable and the addresses with them. */
  close(): void {
    rmSync(this.#etc, { recursive: true, force: true });
    for (const name of [this.#name, this.beyond]) {
      try {
        ip('netns', 'delete', name);
      } catch {
        // never made or already gone: closed is what was asked for
      }
    }
  }

  /** What `ip netns exec` puts over /etc. */
  get #etc(): string {
    return `/etc/netns/${this.#name}`;
  }

  #build(): void {
    const { near, far } = this.cable;
    const gateway = this.address.replace(/1$/u, '254');
    ip('netns', 'add', this.#name);
    ip('netns', 'add', this.beyond);
    ip('link', 'add', near, 'netns', this.#name, 'type', 'veth', 'peer', far, 'netns', this.beyond);
    ip('-n', this.#name, 'link', 'set', 'lo', 'up');
    ip('-n', this.#name, 'addr', 'add', `${this.address}/24`, 'dev', near);
    ip('-n', this.#name, 'link', 'set', near, 'up');
    ip('-n', this.beyond, 'addr', 'add', `${gateway}/24`, 'dev', far);
    ip('-n', this.beyond, 'link', 'set', far, 'up');
    ip('-n', this.#name, 'route', 'add', 'default', 'via', gateway);
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}
