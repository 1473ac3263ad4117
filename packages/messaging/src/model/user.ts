import type { PersonKind } from '@hailpoint/kernel';

export type Role = 'agent_workspace_user' | 'admin';

export interface UserPhone {
  readonly label: string;
  readonly number: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string | null;
}

/** A person of the directory. */
export interface User {
  readonly id: string;
  readonly source: string;
  readonly username: string | null;
  readonly name: string;
  readonly kind: PersonKind;
  readonly roles: readonly Role[];
  readonly phones: readonly UserPhone[];
  readonly email: string | null;
  readonly country: string | null;
  readonly location: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly active: boolean;
  readonly version: number;
}

export interface UserDraft {
  readonly username?: string | null;
  readonly name: string;
  readonly kind: PersonKind;
  readonly roles?: readonly Role[];
  readonly phones?: readonly UserPhone[];
  readonly email?: string | null;
  readonly country?: string | null;
  readonly location?: string | null;
  readonly timeZone?: string | null;
  readonly language?: string | null;
}

export type UserPatch = Partial<UserDraft> & { readonly active?: boolean };
