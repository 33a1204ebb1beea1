import { FEEDS } from '@ketnoi/domain/pages';
import { IconCode, IconRss } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { formatNumber } from '../../lib/format.ts';
import { loadWords, useWords } from '../../lib/i18n.ts';
import { listAddress, savedQueryOf } from '../../lib/saved-query.ts';
import { PAGE_SIZE, type SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useTotal, type SearchAnswer } from './answer.ts';
import { HitCard } from './hit-card.tsx';
import { changed, toggled, type Patch } from './state.ts';

const EmbedDialog = lazy(async () => {
  const [{ EmbedDialog: dialog }] = await Promise.all([import('./embed-dialog.tsx'), loadWords('alerts')]);
  return { default: dialog };
});

type Props = { answer: SearchAnswer; state: SearchState; onChange: (patch: Patch) => void; busy: boolean };

const MOST_SHOWN = 100;

/** The same list for other programs: a feed, a part of somebody's own page. */
function Elsewhere({ state }: { state: SearchState }) {
  const words = useWords('search');
  const [embeds, setEmbeds] = useState(false);
  const kept = savedQueryOf(state);
  return (
    <div className="results-f mt1">
      <a href={listAddress(FEEDS.listings, kept)} type="application/atom+xml">
        <Icon of={IconRss} />
        {words.feed}
      </a>
      <button type="button" className="in-text" aria-haspopup="dialog" onClick={() => setEmbeds(true)}>
        <Icon of={IconCode} />
        {words.embed}
      </button>
      {embeds ? (
        <Suspense fallback={null}>
          <EmbedDialog query={kept} onClose={() => setEmbeds(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** Nothing holds all that was asked for: what is missing can be asked of everyone. */
function AskEveryone({ text }: { text: string }) {
  const { unanswered } = useWords('search');
  return (
    <section className="panel mt5">
      <h3>{unanswered.title}</h3>
      <div className="row between mt1">
        <p className="s14 soft">{unanswered.text}</p>
        <ButtonLink to={paths.newNeed} search={{ problem: text }}>
          {unanswered.post}
        </ButtonLink>
      </div>
    </section>
  );
}

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
            state={state}
            onCompare={(id) => onChange({ compare: toggled(state.compare, id) })}
          />
        ))}
      </ul>
      <div className="row between mt4 s13 muted">
        <div>
          <span>{words.range(formatNumber(shown), total(answer, state.in))}</span>
          <Elsewhere state={state} />
        </div>
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
      {answer.reading.closest && state.q !== undefined ? <AskEveryone text={answer.reading.understoodAs ?? state.q} /> : null}
    </div>
  );
}
