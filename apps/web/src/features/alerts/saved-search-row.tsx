import { changeSavedSearch, pauseSavedSearch, resumeSavedSearch, type SavedSearch } from '@ketnoi/contracts/saved-searches';
import { RHYTHMS, type Rhythm } from '@ketnoi/domain/saved-search';
import { Link } from '@tanstack/react-router';
import { etagOfVersion, useAct } from '../../lib/api.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import type { AlertView } from '../../lib/page-search.ts';
import { searchOf } from '../../lib/saved-query.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { Clock } from '../../ui/clock.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { DeleteSearch } from './delete-search.tsx';
import { EditSearch } from './edit-search.tsx';
import { Found } from './found.tsx';
import { keepAnswer } from './kept.ts';
import { useSummary } from './summary.ts';
import { TestRun } from './test-run.tsx';

type Props = { search: SavedSearch; view: AlertView | undefined; onView: (view: AlertView | undefined) => void };

/** When it last found something and when it writes next, or why it does not. */
function Standing({ search }: { search: SavedSearch }) {
  const words = useWords('alerts');
  const { stopped, rhythm, nextSendAt, lastAlertAt, lastSentAt } = search;
  return (
    <div className="row g4 mt1">
      {stopped === null ? (
        <Clock>{rhythm === 'at_once' || nextSendAt === null ? words.lettersAtOnce : words.nextLetter(formatDateTime(nextSendAt))}</Clock>
      ) : null}
      <span className="meta">
        <span>{lastAlertAt === null ? words.neverFound : words.lastFound(formatDateTime(lastAlertAt))}</span>
        {lastSentAt === null ? null : <span>{words.lastLetter(formatDateTime(lastSentAt))}</span>}
      </span>
    </div>
  );
}

/** How often it writes, changed on the spot. What was chosen shows at once, and stays while the server is told. */
function RhythmSelect({ search }: { search: SavedSearch }) {
  const words = useWords('alerts');
  const act = useAct(changeSavedSearch);
  const chosen = act.isPending ? (act.variables.body.rhythm ?? search.rhythm) : search.rhythm;
  const choose = (rhythm: Rhythm | undefined): void => {
    if (rhythm === undefined) return;
    act.mutate({ params: { id: search.id }, body: { rhythm }, etag: etagOfVersion(search) }, { onSuccess: keepAnswer });
  };
  return (
    <>
      <select
        className="input sm"
        aria-label={words.rhythmOf(search.name)}
        value={chosen}
        disabled={act.isPending}
        onChange={({ target }) => choose(RHYTHMS.find((one) => one === target.value))}
      >
        {RHYTHMS.map((one) => (
          <option key={one} value={one}>
            {words.rhythms[one]}
          </option>
        ))}
      </select>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </>
  );
}

/** Opens a part of its row, and closes it again. */
function ViewButton({ name, search, view, onView }: Props & { name: AlertView }) {
  const words = useWords('alerts');
  return (
    <Button
      small
      variant={name === 'found' ? 'default' : 'quiet'}
      aria-expanded={view === name}
      aria-label={words.acts.of(words.acts[name], search.name)}
      onClick={() => onView(view === name ? undefined : name)}
    >
      {words.acts[name]}
    </Button>
  );
}

/** The acts of a search, as the server allows them. */
function Acts({ search, view, onView }: Props) {
  const words = useWords('alerts');
  const acts = { pause: useAct(pauseSavedSearch), resume: useAct(resumeSavedSearch) };
  const problem = acts.pause.error ?? acts.resume.error;
  const views = (['found', 'test', 'edit'] as const).filter((one) => one === 'found' || search.can.includes(one));
  const turn = (name: 'pause' | 'resume'): void =>
    acts[name].mutate(
      { params: { id: search.id }, etag: etagOfVersion(search) },
      {
        onSuccess: (answer) => {
          keepAnswer(answer);
          toast(words.done[name]);
        },
      },
    );
  return (
    <>
      <div className="row alert-bar">
        {search.can.includes('edit') ? <RhythmSelect search={search} /> : null}
        {views.map((one) => (
          <ViewButton key={one} name={one} {...{ search, view, onView }} />
        ))}
        {(['pause', 'resume'] as const)
          .filter((one) => search.can.includes(one))
          .map((one) => (
            <Button
              key={one}
              small
              variant="quiet"
              aria-label={words.acts.of(words.acts[one], search.name)}
              busy={acts[one].isPending}
              onClick={() => turn(one)}
            >
              {words.acts[one]}
            </Button>
          ))}
        {search.can.includes('delete') ? <ViewButton name="delete" {...{ search, view, onView }} /> : null}
      </div>
      {problem === null ? null : (
        <div className="mt2">
          <ProblemNote problem={problem} />
        </div>
      )}
    </>
  );
}

/** One kept search: what it asks, how it stands, what it found. */
export function SavedSearchRow({ search, view, onView }: Props) {
  const words = useWords('alerts');
  const summary = useSummary(search.query);
  const close = (): void => onView(undefined);
  return (
    <li>
      <div className="row between top">
        <div>
          <h3 className="row-t alert-name">
            <Link to={paths.search} search={searchOf(search.query)}>
              {search.name}
            </Link>
          </h3>
          {summary === '' ? null : <p className="mt1">{summary}</p>}
        </div>
        <div className="row">
          {search.newCount === 0 ? null : <span className="chip on">{words.news(search.newCount)}</span>}
          {search.stopped === null ? null : <span className="chip warn">{words.stopped[search.stopped]}</span>}
        </div>
      </div>
      <Standing search={search} />
      <Acts search={search} view={view} onView={onView} />
      {view === 'found' ? <Found search={search} /> : null}
      {view === 'test' ? <TestRun key={search.version} search={search} /> : null}
      {view === 'edit' ? <EditSearch search={search} onDone={close} /> : null}
      {view === 'delete' ? <DeleteSearch search={search} onCancel={close} /> : null}
    </li>
  );
}
