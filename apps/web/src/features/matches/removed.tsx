import { listRemoved } from '@ketnoi/contracts/matches';
import type { Removal } from '@ketnoi/domain/match';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { formatNumber, readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import type { MatchAnswer } from './sides.ts';

const MOST_LISTED = 100;

/** What one reason took out, read when somebody asks. */
function Listed({ id, reason, count }: { id: string; reason: Removal; count: number }) {
  const { removed: words } = useWords('matches');
  const { data, error, refetch } = useCall(listRemoved, { params: { id }, query: { reason, lang: language } });
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton lines={[80, 60]} />;
  if (data.items.length === 0) return <p className="s13 muted">{words.gone}</p>;
  return (
    <>
      <ul className="removed-list s13">
        {data.items.map((one) => (
          <li key={one.id}>
            <Link to={paths.listing} params={{ id: one.reference ?? one.id }}>
              {readText(one.title)?.text ?? one.reference}
            </Link>
          </li>
        ))}
      </ul>
      {count > MOST_LISTED ? <p className="s12 muted mt1">{words.fewer}</p> : null}
    </>
  );
}

function Row({ id, reason, count }: { id: string | null; reason: Removal; count: number }) {
  const { removed: words } = useWords('matches');
  const [open, setOpen] = useState(false);
  const list = useId();
  const name = words.reasons[reason];
  return (
    <li>
      <div className="removed-row">
        {id === null ? (
          <span className="soft">{name}</span>
        ) : (
          <button
            type="button"
            className="as-link"
            aria-expanded={open}
            aria-controls={list}
            aria-label={words.see(count, name)}
            onClick={() => setOpen(!open)}
          >
            {name}
          </button>
        )}
        <b className="tnum">{formatNumber(count)}</b>
      </div>
      {open && id !== null ? (
        <div id={list} className="mt2">
          <Listed id={id} reason={reason} count={count} />
        </div>
      ) : null}
    </li>
  );
}

/** What was taken out before ranking, counted by its reason; of a listing it can be looked at. */
export function Removed({ id, removed }: { id: string | null; removed: MatchAnswer['removed'] }) {
  const { removed: words } = useWords('matches');
  const counted = removed.filter((one) => one.count > 0);
  return (
    <section className="panel">
      <h3>{words.title}</h3>
      {counted.length === 0 ? (
        <p className="s13 muted">{words.none}</p>
      ) : (
        <ul className="removed s13">
          {counted.map((one) => (
            <Row key={one.reason} id={id} {...one} />
          ))}
        </ul>
      )}
    </section>
  );
}
