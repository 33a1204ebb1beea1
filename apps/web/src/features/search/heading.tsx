import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { useTotal, type SearchAnswer } from './answer.ts';
import { changed, type Patch } from './state.ts';

type Props = { answer: SearchAnswer; state: SearchState };
type Text = { text: string; language?: string | null };

const MOST_WORDS = 6;

/** Links that search for other words, one after the other; a long list shows its beginning. */
function WordLinks({ texts, state }: { texts: readonly Text[]; state: SearchState }) {
  const { moreWords } = useWords('search');
  const [all, setAll] = useState(false);
  const left = texts.length - MOST_WORDS;
  // One more word takes no more room than the button that would show it.
  const shown = all || left <= 1 ? texts : texts.slice(0, MOST_WORDS);
  return (
    <>
      {shown.map(({ text, language: spoken }, index) => (
        <span key={text}>
          {index > 0 ? ', ' : ''}
          <Link
            to={paths.search}
            search={changed(state, { q: text, exact: undefined, translate: undefined })}
            lang={spoken === null || spoken === language ? undefined : spoken}
          >
            {text}
          </Link>
        </span>
      ))}
      {shown.length === texts.length ? null : (
        <>
          {', '}
          <button type="button" className="in-text" onClick={() => setAll(true)}>
            {moreWords(left)}
          </button>
        </>
      )}
    </>
  );
}

const withoutMarks = (text: string): string => text.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('đ', 'd');

/** Were the marks all that was added to what was typed? */
const isMarksAlone = (typed: string, understood: string): boolean => withoutMarks(understood) === typed.toLowerCase();

/** What was also searched, synonyms and translations, each a link. */
function Also({ answer, state, label }: Props & { label: string }) {
  const { alsoTranslated } = useWords('search');
  const { alsoSearched } = answer.reading;
  const of = (kind: string): Text[] => [...new Map(alsoSearched.filter((one) => one.kind === kind).map((one) => [one.text, one])).values()];
  const [near, translated] = [of('synonym'), of('translation')];
  if (near.length === 0 && translated.length === 0) return null;
  return (
    <>
      {near.length === 0 ? label.replace(/:$/u, '') : label} <WordLinks texts={near} state={state} />
      {translated.length === 0 ? null : (
        <>
          {near.length === 0 ? '' : '; '}
          {alsoTranslated} <WordLinks texts={translated} state={state} />
        </>
      )}
      .{' '}
    </>
  );
}

/** The other language on or off; only where there is something to switch. */
function TranslationSwitch({ answer, state, onChange }: Props & { onChange: (patch: Patch) => void }) {
  const { translateToo } = useWords('search');
  const isOn = state.translate !== false;
  if (isOn && !answer.reading.alsoSearched.some((one) => one.kind === 'translation')) return null;
  return (
    <label className="switch">
      <input
        type="checkbox"
        role="switch"
        aria-checked={isOn}
        checked={isOn}
        onChange={() => onChange({ translate: isOn ? false : undefined })}
      />
      {translateToo}
    </label>
  );
}

type ReadingProps = Props & { alsoLabel: string; onChange: (patch: Patch) => void; narrower?: boolean; children?: ReactNode };

/** How the question was read, what else was searched, and the ways to the exact words (`narrower`) and to one language; `children` end its line. */
export function Reading({ answer, state, alsoLabel, onChange, narrower = true, children }: ReadingProps) {
  const words = useWords('search');
  if (state.q === undefined) return null;
  const { understoodAs, alsoSearched, closest, dropped } = answer.reading;
  const isExact = state.exact === true;
  return (
    <>
      {answer.corrections.length === 0 ? null : (
        <p className="meant mt1">
          {words.corrections} <WordLinks texts={answer.corrections.map((text) => ({ text }))} state={state} />?
        </p>
      )}
      {closest ? <p className="under mt1">{words.closest}</p> : null}
      {dropped.length === 0 ? null : <p className="under mt1">{words.dropped(dropped.join(', '))}</p>}
      {understoodAs === null && alsoSearched.length === 0 && !isExact && state.translate !== false && !given(children) ? null : (
        <p className="under mt1">
          {understoodAs === null ? null : (
            <>
              {isMarksAlone(state.q, understoodAs) ? words.understood : words.understoodMarked} <b>{understoodAs}</b>.{' '}
            </>
          )}
          <Also answer={answer} state={state} label={alsoLabel} />
          {isExact ? (
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
          ) : null}{' '}
          {children}
          {isExact ? null : <TranslationSwitch answer={answer} state={state} onChange={onChange} />}
        </p>
      )}
    </>
  );
}

export const capitalised = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

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
