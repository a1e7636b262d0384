import { readFileSync } from 'node:fs';

/** The processes that a process has started and that still run. Linux only. */
export function childrenOf(pid: number): number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.trim().split(' ').filter(Boolean).map(Number);
}

/** The mail relays among them: none, or the one that has something to do. */
export function relaysOf(pid: number): number[] {
  return childrenOf(pid).filter((child) => {
    try {
      return readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('mail/relay/main.ts');
    } catch {
      return false; // it ended meanwhile
    }
  });
}
