import { pluginIdPattern } from '@hailpoint/kernel/host';

/** What a plugin of this name is called in its files. */
export interface PluginNames {
  /** Of the npm package. */
  readonly package: string;
  /** Of the plugin: the package's without its scope. */
  readonly id: string;
}

/** npm takes no longer names of packages. */
const longestName = 214;

const scopedName = /^(?:(@[a-z0-9~-][a-z0-9._~-]*)\/)?([^/]*)$/;

/** Names of Node's own modules and folders that cannot be a package. */
const taken = ['node-modules', 'favicon', 'hailpoint'];

/** What a plugin may be called; the error says what is wrong with the name. */
export function namesOf(name: string): PluginNames | { readonly fault: string } {
  const [, , id = ''] = scopedName.exec(name) ?? [];
  if (!pluginIdPattern.test(id)) {
    const nearest = nearestId(name);
    return {
      fault: `"${name}" cannot be the name of a plugin: lower-case letters, digits and single dashes, beginning with a letter, such as "acme-sms" or "@acme/sms".${nearest === null ? '' : ` Would "${nearest}" do?`}`,
    };
  }
  if (name.length > longestName)
    return { fault: `The name has ${name.length} characters; ${longestName} are allowed.` };
  if (taken.includes(id)) return { fault: `The name "${id}" is taken. Choose another one.` };
  return { package: name, id };
}

/** The name with what is allowed of it; `null`: nothing is. */
function nearestId(name: string): string | null {
  const id = name
    .replace(/^@[^/]*\//, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '');
  return pluginIdPattern.test(id) ? id : null;
}
