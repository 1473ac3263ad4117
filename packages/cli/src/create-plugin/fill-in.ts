/** A text of a template, with the plugin's id in place of `my-plugin`, in each of the ways in which names are written. */
export function fillIn(template: string, id: string): string {
  const words = id.split('-');
  const pascal = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return template
    .replaceAll('my-plugin', id)
    .replaceAll('my_plugin', words.join('_'))
    .replaceAll('MY_PLUGIN', words.join('_').toUpperCase())
    .replaceAll('MyPlugin', pascal)
    .replaceAll('myPlugin', pascal.charAt(0).toLowerCase() + pascal.slice(1));
}
