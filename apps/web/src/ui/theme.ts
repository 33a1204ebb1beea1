import { createTheme, type CSSVariablesResolver, type MantineColorSchemeManager } from '@mantine/core';
import { chooseScheme, scheme, subscribeScheme } from '../lib/scheme.ts';

/** The tokens as the component library's theme; the values themselves are in tokens.css. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  primaryColor: 'covit',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.3,
  colors: {
    covit: ['#e9f4f6', '#d3e4e6', '#a5d5dd', '#74c4d0', '#4aa3b1', '#2c7180', '#0b5563', '#084853', '#073f4a', '#052f38'],
  },
  defaultRadius: 'md',
  radius: { sm: '3px', md: '6px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '1rem', lg: '1.125rem', xl: '1.375rem' },
  lineHeights: { sm: '1.46', md: '1.6' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.4' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  shadows: { xs: 'var(--shadow-1)', md: 'var(--shadow-2)' },
  focusRing: 'auto',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Input: { defaultProps: { size: 'md' } },
    InputWrapper: { defaultProps: { size: 'md', withAsterisk: false } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
    Notification: { defaultProps: { withBorder: true } },
  },
});

export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunken)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-primary-color-filled': 'var(--accent)',
    '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
    '--mantine-primary-color-contrast': 'var(--on-accent)',
  },
  light: {},
  dark: {},
});

/** The library follows our own switch; the choice lives in the cookie that the first script reads. */
export const schemeManager: MantineColorSchemeManager = (() => {
  let stop = (): void => undefined;
  return {
    get: () => scheme(),
    set: (value) => {
      if (value !== 'auto') chooseScheme(value);
    },
    subscribe: (onUpdate) => {
      stop = subscribeScheme(() => onUpdate(scheme()));
    },
    unsubscribe: () => stop(),
    clear: () => undefined,
  };
})();
