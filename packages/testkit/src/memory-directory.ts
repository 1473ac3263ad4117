import { Directory, type DirectoryPerson, type PersonReference } from '@hailpoint/kernel';

/** People that a test puts there. */
export class MemoryDirectory extends Directory {
  readonly #people = new Map<string, DirectoryPerson>();

  constructor(people: readonly DirectoryPerson[] = []) {
    super();
    for (const person of people) this.add(person);
  }

  /** Takes the place of the person with the same reference, if there is one. */
  add(person: DirectoryPerson): void {
    this.#people.set(keyOf(person.reference), person);
  }

  async findPerson(reference: PersonReference): Promise<DirectoryPerson | null> {
    return this.#people.get(keyOf(reference)) ?? null;
  }
}

function keyOf({ source, id }: PersonReference): string {
  return JSON.stringify([source, id]);
}
