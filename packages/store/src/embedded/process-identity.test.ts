import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { ownIdentity, stateOf } from './process-identity.js';

describe('stateOf', () => {
  test('this process runs', () => {
    expect(stateOf(ownIdentity())).toBe('running');
  });

  test('a process with the same id and another start, or of another boot, is gone', () => {
    expect(stateOf({ ...ownIdentity(), startMark: 'another' })).toBe('gone');
    expect(stateOf({ ...ownIdentity(), bootId: 'another' })).toBe('gone');
  });

  test('a process of another namespace cannot be judged by its id', () => {
    expect(stateOf({ ...ownIdentity(), processNamespace: 'pid:[1]' })).toBe('in-another-namespace');
  });

  test('a process whose start the system does not tell counts as running while its id is taken', () => {
    expect(stateOf({ ...ownIdentity(), startMark: null })).toBe('running');
  });

  test('a killed process is gone', async () => {
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    await once(child, 'spawn');
    const identity = { ...ownIdentity(), processId: child.pid!, startMark: null };
    expect(stateOf(identity)).toBe('running');
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    expect(stateOf(identity)).toBe('gone');
  });
});
