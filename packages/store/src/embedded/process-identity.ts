import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { uptime } from 'node:os';

/** What tells one process from every other, also from a later one that got the same id. */
export interface ProcessIdentity {
  readonly processId: number;
  /** For people. ISO 8601, UTC. */
  readonly startedAt: string;
  /** What the operating system says about the start of this process; null where it does not tell. */
  readonly startMark: string | null;
  /** Differs after every boot; null where the system has none. */
  readonly bootId: string | null;
  /** Process ids mean something only inside it (a container has its own); null where there is none. */
  readonly processNamespace: string | null;
}

export type ProcessState = 'running' | 'gone' | 'in-another-namespace';

export function ownIdentity(): ProcessIdentity {
  const own = probe(process.pid);
  return {
    processId: process.pid,
    startedAt: new Date(performance.timeOrigin).toISOString(),
    startMark: own.state === 'running' ? own.mark : null,
    bootId: bootId(),
    processNamespace: processNamespace(),
  };
}

/** Whether that very process still runs. In doubt it does: a wrong yes costs a message, a wrong no costs data. */
export function stateOf(identity: ProcessIdentity): ProcessState {
  const boot = bootId();
  if (identity.bootId !== boot) return 'gone';
  if (boot === null && startedBeforeBoot(identity.startedAt)) return 'gone';
  if (identity.processNamespace !== processNamespace()) return 'in-another-namespace';
  const found = probe(identity.processId);
  if (found.state === 'gone') return 'gone';
  const sameStart = found.mark === null || identity.startMark === null || found.mark === identity.startMark;
  return sameStart ? 'running' : 'gone';
}

type Probe = { readonly state: 'gone' } | { readonly state: 'running'; readonly mark: string | null };

function probe(processId: number): Probe {
  try {
    process.kill(processId, 0);
  } catch (error) {
    // EPERM: it is there, and another user's.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return { state: 'gone' };
  }
  if (process.platform === 'linux') return probeLinux(processId);
  if (process.platform === 'win32') return { state: 'running', mark: null };
  return { state: 'running', mark: startTimeFromPs(processId) };
}

function probeLinux(processId: number): Probe {
  const stat = readOrNull(`/proc/${processId}/stat`);
  if (stat === null) return { state: 'running', mark: null };
  // The command's name, in brackets, may hold spaces and brackets; what follows the last one is fixed: state is field 3, start time 22.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A killed process that its parent has not waited for yet still has its id, and is no more.
  if (fields[0] === 'Z' || fields[0] === 'X') return { state: 'gone' };
  return { state: 'running', mark: fields[19] ?? null };
}

function startTimeFromPs(processId: number): string | null {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(processId)], { encoding: 'utf8', env }).trim() || null;
  } catch {
    return null;
  }
}

// Without a boot id: a minute of slack, because the time of the boot is computed from two clocks.
function startedBeforeBoot(startedAt: string): boolean {
  return Date.parse(startedAt) < Date.now() - uptime() * 1000 - 60_000;
}

function bootId(): string | null {
  return readOrNull('/proc/sys/kernel/random/boot_id');
}

function processNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
