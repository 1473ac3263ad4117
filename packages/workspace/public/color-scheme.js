// Runs before the first paint, so that the page never flashes in the wrong colours. A file of its own: the content
// security policy allows no inline script.
(() => {
  let stored = null;
  try {
    stored = window.localStorage.getItem('hailpoint-color-scheme');
  } catch {
    // Storage may be forbidden: then the system's preference decides.
  }
  const dark = stored === 'dark' || (stored !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
