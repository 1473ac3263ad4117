/** What a person sees whose sign-in link was used before, or is too old. */
export const linkEndedPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Sign-in link ended · Hailpoint</title>
<style>
:root { color-scheme: light dark; }
body { font: 1rem/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto 0; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
code { font-size: 0.95em; padding: 0.15em 0.4em; border: 1px solid; border-radius: 0.3em; }
</style>
</head>
<body>
<main>
<h1>This sign-in link does not work any more</h1>
<p>A link works once, and for 15 minutes. This one was used before, or it is too old.</p>
<p>For a new one, run this where Hailpoint runs, or ask the person who does:</p>
<p><code>npx hailpoint login &lt;username&gt;</code></p>
<p>Signed in already in this browser? <a href="/">Go to the workspace</a>.</p>
</main>
</body>
</html>
`;
