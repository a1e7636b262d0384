import { execFileSync, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import type { NodeHome } from './cluster.ts';

/** A machine of it, and the socket of the switch that its cable is in. */
export interface Machine extends NodeHome {
  readonly socket: string;
}

/**
 * Several machines on one switch: network namespaces, each with a cable to a bridge. The switch is in a
 * namespace as well, for what all of them talk to; nothing leads out of it.
 */
export class SwitchedNetwork {
  /** The namespace of the switch, and its address there. */
  readonly middle: string;
  readonly address: string;
  readonly machines: readonly Machine[];

  private constructor(names: readonly string[]) {
    const bytes = randomBytes(4);
    this.middle = `cs${bytes.toString('hex')}`;
    const address = (last: number): string => `10.98.${bytes[0] ?? 0}.${last}`;
    this.address = address(254);
    this.machines = names.map((name, at) => {
      const network = `${this.middle}${at}`;
      return { name, network, address: address(at + 1), socket: `${network}s` };
    });
  }

  static create(names: readonly string[]): SwitchedNetwork {
    const network = new SwitchedNetwork(names);
    try {
      network.#build();
    } catch (error) {
      network.close();
      throw error;
    }
    return network;
  }

  /** Runs a program beside the switch. The caller ends it. */
  spawn(command: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
    return spawn('ip', ['netns', 'exec', this.middle, command, ...args], options);
  }

  /** Removes it; the kernel takes the cables and the switch with it. */
  close(): void {
    for (const name of [this.middle, ...this.machines.map(({ network }) => network)]) {
      try {
        ip('netns', 'delete', name);
      } catch {
        // never made or already gone: closed is what was asked for
      }
    }
  }

  #build(): void {
    const { middle, machines } = this;
    const bridge = `${middle}b`;
    ip('netns', 'add', middle);
    ip('-n', middle, 'link', 'set', 'lo', 'up');
    ip('-n', middle, 'link', 'add', bridge, 'type', 'bridge');
    ip('-n', middle, 'addr', 'add', `${this.address}/24`, 'dev', bridge);
    ip('-n', middle, 'link', 'set', bridge, 'up');
    for (const { network, address, socket } of machines) {
      const plug = `${network}p`;
      ip('netns', 'add', network);
      ip('link', 'add', plug, 'netns', network, 'type', 'veth', 'peer', socket, 'netns', middle);
      ip('-n', network, 'link', 'set', 'lo', 'up');
      ip('-n', network, 'addr', 'add', `${address}/24`, 'dev', plug);
      ip('-n', network, 'link', 'set', plug, 'up');
      ip('-n', middle, 'link', 'set', socket, 'master', bridge, 'up');
    }
  }
}

function ip(...args: string[]): void {
  execFileSync('ip', args, { stdio: 'pipe' });
}
