import { deleteSavedSearch, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { useAct } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { dropAnswer } from './kept.ts';

/** Asks once: what it found goes with it. */
export function DeleteSearch({ search, onCancel }: { search: SavedSearch; onCancel: () => void }) {
  const words = useWords('alerts');
  const { cancel } = useWords('forms');
  const act = useAct(deleteSavedSearch);
  const remove = (): void =>
    act.mutate(
      { params: { id: search.id } },
      {
        onSuccess: () => {
          toast(words.done.delete);
          dropAnswer(search.id);
        },
      },
    );
  return (
    <section className="panel stack-s alert-box" aria-label={words.acts.of(words.acts.delete, search.name)}>
      <p>{words.confirmDelete}</p>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <div className="row">
        <Button small variant="danger" busy={act.isPending} busyLabel={words.deleting} onClick={remove}>
          {words.acts.delete}
        </Button>
        <Button small variant="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </section>
  );
}
