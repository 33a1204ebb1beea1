import { formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { PAGE_SIZE, type SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { useTotal, type SearchAnswer } from './answer.ts';
import { HitCard } from './hit-card.tsx';
import { changed, toggled, type Patch } from './state.ts';

type Props = { answer: SearchAnswer; state: SearchState; onChange: (patch: Patch) => void; busy: boolean };

const MOST_SHOWN = 100;

/** The found listings and the way to more of them; how many are shown stands in the address. */
export function Results({ answer, state, onChange, busy }: Props) {
  const words = useWords('search');
  const total = useTotal();
  const shown = answer.items.length;
  const left = answer.totalIsExact ? Math.min(PAGE_SIZE, answer.total - shown) : PAGE_SIZE;
  return (
    <div className={busy ? 'busy' : undefined} aria-busy={busy || undefined}>
      <h2 className="sr">{words.results}</h2>
      <ul>
        {answer.items.map((card) => (
          <HitCard
            key={card.id}
            card={card}
            answer={answer}
            asked={state.q !== undefined}
            compared={state.compare ?? []}
            onCompare={(id) => onChange({ compare: toggled(state.compare, id) })}
          />
        ))}
      </ul>
      <div className="row between mt4 s13 muted">
        <span>{words.range(formatNumber(shown), total(answer, state.in))}</span>
        {answer.next !== null && shown < MOST_SHOWN ? (
          <ButtonLink
            small
            to={paths.search}
            search={changed(state, { shown: Math.min(shown + PAGE_SIZE, MOST_SHOWN) })}
            resetScroll={false}
            replace
          >
            {words.more(left)}
          </ButtonLink>
        ) : null}
        {answer.next !== null && shown >= MOST_SHOWN ? <span>{words.tooMany}</span> : null}
      </div>
    </div>
  );
}
