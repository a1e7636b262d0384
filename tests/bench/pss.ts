import { readFile } from 'node:fs/promises';

/** Proportional set size in MB (proc(5), smaps_rollup). */
export async function pss(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Math.round(Number(/^Pss:\s+(\d+)/mu.exec(rollup)?.[1]) / 1024);
}
