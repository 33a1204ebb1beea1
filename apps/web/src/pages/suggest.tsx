import { lazy, Suspense } from 'react';
import { loadWords } from '../lib/i18n.ts';
import type { CompletionProps } from '../ui/use-completion.ts';

const Suggestions = lazy(async () => {
  const [{ Suggestions: component }] = await Promise.all([import('../features/suggest/suggestions.tsx'), loadWords('suggest')]);
  return { default: component };
});

/** Completions below a search box; loaded when a reader first steps into one. */
export function Suggest(props: CompletionProps) {
  return (
    <Suspense fallback={null}>
      <Suggestions {...props} />
    </Suspense>
  );
}
