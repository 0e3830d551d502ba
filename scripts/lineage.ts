/** Who started us: npm, its shell, the boot script. When one of them is gone, nobody is left who could stop us. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** npm → its shell → the boot script → us */
const GENERATIONS = 3;

/** Out: a question to ask from time to time: is everybody still there who was there when this was called? */
export function watchLineage(): () => boolean {
  const atStart = lineage();
  return () => lineage().join() === atStart.join();
}

function lineage(): number[] {
  const pids = [process.pid];
  for (let pid = process.pid; pids.length <= GENERATIONS && pid > 1; pids.push(pid)) pid = parentOf(pid);
  return pids;
}

/** An orphan gets another parent at once, also when nobody has reaped the dead one. */
function parentOf(pid: number): number {
  if (pid === process.pid) return process.ppid;
  if (process.platform === 'win32') return 0;
  const stat = `/proc/${pid}/stat`;
  if (existsSync('/proc/self'))
    return existsSync(stat) ? Number(readFileSync(stat, 'utf8').split(') ')[1]?.split(' ')[1]) : 0;
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout);
}
