import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { styleNonce } from '../lib/boot.ts';
import { cssVariablesResolver, schemeManager, theme } from './theme.ts';
import './mantine.css';

/**
 * The component library around the pages that need its widgets (forms, workspace, review). The public pages are made of plain elements
 * in the same tokens and never load it: that is what keeps them under their budget.
 */
export function WorkRoot({ children }: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={schemeManager}
      defaultColorScheme="light"
      getStyleNonce={styleNonce}
    >
      {children}
    </MantineProvider>
  );
}
