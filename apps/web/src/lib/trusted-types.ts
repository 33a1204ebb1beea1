type Policies = { createPolicy: (name: string, rules: { createHTML: (text: string) => string | null }) => unknown };

/**
 * The page is served with `require-trusted-types-for 'script'`. The one writer of markup in the client is the component library, which fills
 * its style elements through `innerHTML`; text without a `<` can start no element, so that is all the default policy lets through.
 */
export function installTrustedTypes(): void {
  const policies = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  policies?.createPolicy('default', { createHTML: (text) => (text.includes('<') ? null : text) });
}
