/** Datagrams that the kernel threw away because a process did not fetch them in time. */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Over all UDP sockets that the process has open now. */
export function droppedDatagrams(pid: number): number {
  const inodes = new Set<string>();
  for (const fd of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      if (inode) inodes.add(inode);
    } catch {
      // It was closed meanwhile.
    }
  }
  const lines = readFileSync(`/proc/${pid}/net/udp`, 'utf8').trim().split('\n').slice(1);
  return lines.reduce((sum, line) => {
    const columns = line.trim().split(/\s+/);
    return inodes.has(columns[9] ?? '') ? sum + Number(columns.at(-1)) : sum;
  }, 0);
}
