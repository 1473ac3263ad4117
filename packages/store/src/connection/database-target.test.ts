import { describe, expect, test } from '@jest/globals';
import { databaseTarget } from './database-target.js';

describe('databaseTarget', () => {
  test('shows where the database is, never user or password', () => {
    expect(databaseTarget('postgres://me:secret@db.example.com:6543/hailpoint?sslmode=require')).toBe(
      'hailpoint at db.example.com:6543',
    );
    expect(databaseTarget('postgres://me:secret@db.example.com')).toBe('(default) at db.example.com:5432');
    expect(databaseTarget('postgres:///hailpoint?host=/var/run/postgresql')).toBe(
      'hailpoint at /var/run/postgresql:5432',
    );
    expect(databaseTarget('me:secret@nowhere')).not.toContain('secret');
    expect(databaseTarget('postgres://me:secret@[bad/x')).not.toContain('secret');
  });
});
