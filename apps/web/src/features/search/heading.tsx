import { Link } from '@tanstack/react-router';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { useTotal, type SearchAnswer } from './answer.ts';
import { changed } from './state.ts';

type Props = { answer: SearchAnswer; state: SearchState };

/** Links that search for other words, one after the other. */
function WordLinks({ texts, state }: { texts: readonly string[]; state: SearchState }) {
  return texts.map((text, index) => (
    <span key={text}>
      {index > 0 ? ', ' : ''}
      <Link to={paths.search} search={changed(state, { q: text, exact: undefined })}>
        {text}
      </Link>
    </span>
  ));
}

/** How the question was read, what else was searched, and the way to the exact words (`narrower`). */
export function Reading({ answer, state, alsoLabel, narrower = true }: Props & { alsoLabel: string; narrower?: boolean }) {
  const words = useWords('search');
  if (state.q === undefined) return null;
  const { understoodAs, alsoSearched } = answer.reading;
  const also = [...new Set(alsoSearched.map((one) => one.text))];
  return (
    <>
      {answer.reading.closest ? <p className="under mt1">{words.closest}</p> : null}
      {answer.reading.dropped.length === 0 ? null : <p className="under mt1">{words.dropped(answer.reading.dropped.join(', '))}</p>}
      {answer.corrections.length === 0 ? null : (
        <p className="under mt1">
          {words.corrections} <WordLinks texts={answer.corrections} state={state} />
        </p>
      )}
      {understoodAs === null && also.length === 0 && state.exact !== true ? null : (
        <p className="under mt1">
          {understoodAs === null ? null : (
            <>
              {words.understood} <b>{understoodAs}</b>.{' '}
            </>
          )}
          {also.length === 0 ? null : (
            <>
              {alsoLabel} <WordLinks texts={also} state={state} />.{' '}
            </>
          )}
          {state.exact === true ? (
            <>
              {words.exactNow}{' '}
              <Link to={paths.search} search={changed(state, { exact: undefined })}>
                {words.widen}
              </Link>
            </>
          ) : narrower ? (
            <Link className="nw" to={paths.search} search={changed(state, { exact: true })}>
              {words.onlyTheseWords}
            </Link>
          ) : null}
        </p>
      )}
    </>
  );
}

const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

/** What was found, in numbers and words. */
export function useHeading(answer: SearchAnswer | undefined, state: SearchState): string {
  const words = useWords('search');
  const total = useTotal();
  if (answer === undefined) return state.q ?? words.title;
  const found = total(answer, state.in);
  if (state.q !== undefined) return capitalised(words.heading(found, answer.reading.understoodAs ?? state.q));
  const heading = { offer: words.headingOffers, need: words.headingNeeds, all: words.headingAll }[state.in ?? 'all'];
  return capitalised(heading(found));
}
