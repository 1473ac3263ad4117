import type { DirectoryPerson, PersonReference } from '@hailpoint/kernel';
import { MemoryDirectory } from '../memory-directory.js';

/** People of the subject; counts how often it is asked. */
export class CountingDirectory extends MemoryDirectory {
  asked = 0;

  override findPerson(reference: PersonReference): Promise<DirectoryPerson | null> {
    this.asked += 1;
    return super.findPerson(reference);
  }
}
