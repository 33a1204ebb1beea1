// Runs before the first paint, as a plain script of its own: the page may carry no inline script. No imports here.
{
  const root = document.documentElement;
  const chosen = /(?:^|; )ketnoi-scheme=(light|dark)/u.exec(document.cookie)?.[1];
  const dark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  root.setAttribute('data-mantine-color-scheme', chosen ?? (dark ? 'dark' : 'light'));
}
