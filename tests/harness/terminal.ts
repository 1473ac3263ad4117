/** The environment of a person's terminal: not that of a test, of a continuous build or of another npm script. */
export function terminal(): NodeJS.ProcessEnv {
  const ours = /^(HAILPOINT_|JEST_|npm_|CI$|NODE_OPTIONS$|NODE_ENV$)/i;
  const environment = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(environment), npm_config_update_notifier: 'false' };
}
