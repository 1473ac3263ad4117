import { readFileSync } from 'node:fs';
import { type CallContext, Directory, type DirectoryPerson, type PersonReference } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import plugin, { AgentMessagingInteractionUserDocument } from './index.js';

class FakeDirectory extends Directory {
  readonly asked: string[] = [];
  constructor(private readonly people: readonly DirectoryPerson[]) {
    super();
  }
  override async findPerson(reference: PersonReference): Promise<DirectoryPerson | null> {
    this.asked.push(`${reference.source}/${reference.id}`);
    return (
      this.people.find((one) => one.reference.source === reference.source && one.reference.id === reference.id) ?? null
    );
  }
}

function person(id: string, more: Partial<DirectoryPerson> = {}): DirectoryPerson {
  return {
    id: `user-${id}`,
    reference: { source: 'hailpoint', id },
    kind: 'consumer',
    name: `Name of ${id}`,
    addresses: [{ kind: 'phone', value: '+12025550143', label: 'Mobile' }],
    ...more,
  };
}

function context(signal = new AbortController().signal): CallContext {
  const silent = () => undefined;
  return { signal, logger: { debug: silent, info: silent, warn: silent, error: silent } };
}

function interaction(fields: Record<string, unknown>) {
  return { table: 'interaction', id: 'i1', number: 'IMS0000001', fields };
}

const reference = (id: string): PersonReference => ({ source: 'hailpoint', id });

describe('AgentMessagingInteractionUserDocument', () => {
  test('D1: is valid for interactions and for nothing else', () => {
    const resolver = new AgentMessagingInteractionUserDocument(new FakeDirectory([]));
    expect(resolver.isValidForTableRecord(interaction({}))).toBe(true);
    expect(resolver.isValidForTableRecord({ ...interaction({}), table: 'case' })).toBe(false);
  });

  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = readme
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .slice(2);
  test('the README has its table', () => expect(rows).toHaveLength(8));

  test.each(rows)(
    'A6, D1: consumer %s, contact %s, opened for %s: %s',
    async (consumer, contact, openedFor, expected) => {
      const names = ['consumer', 'contact', 'openedFor'] as const;
      const states = [consumer, contact, openedFor];
      const directory = new FakeDirectory(names.filter((_, at) => states[at] === 'known').map((name) => person(name)));
      const fields = Object.fromEntries(names.map((name, at) => [name, states[at] === '-' ? null : reference(name)]));
      const answer = await new AgentMessagingInteractionUserDocument(directory).getUserDocument(
        interaction(fields),
        context(),
      );
      expect(answer?.person.id ?? 'none').toBe(expected);
    },
  );

  test('A6: says in words why this is the recipient', async () => {
    const directory = new FakeDirectory([person('a'), person('b'), person('c')]);
    const resolver = new AgentMessagingInteractionUserDocument(directory);
    const why = async (fields: Record<string, unknown>) =>
      (await resolver.getUserDocument(interaction(fields), context()))?.explanation;
    expect(await why({ consumer: reference('a') })).toBe('Consumer of the interaction');
    expect(await why({ contact: reference('b') })).toBe('Contact of the interaction');
    expect(await why({ openedFor: reference('c') })).toBe('The person the interaction was opened for');
  });

  test('hands on everything that the directory knows, and binds to the user of our own directory', async () => {
    const known = person('crm-7', {
      id: 'user-1',
      reference: { source: 'crm', id: '7' },
      country: 'BR',
      location: 'BR-SP',
      timeZone: 'America/Sao_Paulo',
      language: 'pt-BR',
    });
    const resolver = new AgentMessagingInteractionUserDocument(new FakeDirectory([known]));
    const answer = await resolver.getUserDocument(interaction({ contact: { source: 'crm', id: '7' } }), context());
    expect(answer).toEqual({
      person: { source: 'crm', id: '7', name: 'Name of crm-7' },
      linkedUser: 'user-1',
      addresses: known.addresses,
      country: 'BR',
      location: 'BR-SP',
      timeZone: 'America/Sao_Paulo',
      language: 'pt-BR',
      explanation: 'Contact of the interaction',
    });
  });

  test('a person without addresses is an answer, and what is not known is absent', async () => {
    const resolver = new AgentMessagingInteractionUserDocument(new FakeDirectory([person('a', { addresses: [] })]));
    const answer = await resolver.getUserDocument(interaction({ consumer: reference('a') }), context());
    expect(answer?.addresses).toEqual([]);
    expect(Object.keys(answer ?? {}).sort()).toEqual(['addresses', 'explanation', 'linkedUser', 'person']);
  });

  test('asks the directory no more than it must, and nothing for fields that are no references', async () => {
    const directory = new FakeDirectory([person('a'), person('b')]);
    const resolver = new AgentMessagingInteractionUserDocument(directory);
    await resolver.getUserDocument(interaction({ consumer: reference('a'), contact: reference('b') }), context());
    expect(directory.asked).toEqual(['hailpoint/a']);
    const odd = interaction({ consumer: 'a', contact: { source: 'hailpoint' }, openedFor: 7 });
    expect(await resolver.getUserDocument(odd, context())).toBeNull();
    expect(directory.asked).toEqual(['hailpoint/a']);
  });

  test('a directory that fails is an error and not an unknown person', async () => {
    const directory = new (class extends Directory {
      override async findPerson(): Promise<DirectoryPerson | null> {
        throw new Error('directory unreachable');
      }
    })();
    const resolver = new AgentMessagingInteractionUserDocument(directory);
    await expect(
      resolver.getUserDocument(interaction({ consumer: reference('a'), contact: reference('b') }), context()),
    ).rejects.toThrow('directory unreachable');
  });

  test('stops asking when the caller gave up', async () => {
    const directory = new FakeDirectory([]);
    const resolver = new AgentMessagingInteractionUserDocument(directory);
    await expect(
      resolver.getUserDocument(interaction({ consumer: reference('a') }), context(AbortSignal.abort())),
    ).rejects.toThrow();
    expect(directory.asked).toEqual([]);
  });

  test('the plugin contributes it to the extension point', () => {
    const contributed: unknown[] = [];
    plugin.register({ contribute: (...entry) => contributed.push(entry.slice(0, 2)), provide: () => undefined });
    expect(plugin.id).toBe('user-document-interaction');
    expect(contributed).toEqual([
      [expect.objectContaining({ id: 'user-document-resolver' }), AgentMessagingInteractionUserDocument],
    ]);
  });
});
