import type { Limitation } from '@ketnoi/domain/match';
import { useWords } from '../../lib/i18n.ts';
import { Note } from '../../ui/note.tsx';

/** What matching goes without at the moment, in plain words. */
export function Limitations({ limitations }: { limitations: readonly Limitation[] }) {
  const { limits: words } = useWords('matches');
  if (limitations.length === 0) return null;
  return (
    <div className="mt3">
      <Note kind={limitations.includes('search_only') ? 'warn' : 'info'}>
        <b>{words.title}</b> {limitations.map((one) => words[one]).join(' ')}
      </Note>
    </div>
  );
}
