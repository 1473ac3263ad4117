import type { PluginNames } from './plugin-names.js';

/** A text of a template, with the names of the package and its extension point, and the plugin's id in each of the ways in which names are written. */
export function fillIn(template: string, { id, package: name }: PluginNames, point: string): string {
  const words = id.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const written = new Map([
    ['my-package', name],
    ['my-point', point],
    ['my-plugin', id],
    ['my_plugin', words.join('_')],
    ['MY_PLUGIN', words.join('_').toUpperCase()],
    ['MyPlugin', pascal],
    ['myPlugin', pascal.charAt(0).toLowerCase() + pascal.slice(1)],
  ]);
  // In one go: a plugin may be called "my-point".
  return template.replace(new RegExp([...written.keys()].join('|'), 'g'), (word) => written.get(word) ?? word);
}
