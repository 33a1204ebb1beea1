import { matchText } from '@ketnoi/contracts/matches';
import type { Side } from '@ketnoi/domain/listing-kinds';
import { COUNTERPART } from '@ketnoi/domain/match';
import { IconArrowsJoin } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useAsked } from '../../lib/api-asked.ts';
import { handOver, lastQuestion, rememberQuestion, type TypedQuestion } from '../../lib/asked-text.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Counted, isSearched } from './counted.tsx';
import { Limitations } from './limitations.tsx';
import { MatchList } from './match-list.tsx';
import { Removed } from './removed.tsx';
import type { Sides } from './sides.ts';
import '../../ui/question-box.css';
import './matches.css';

const LONGEST = 4000;
const SHORTEST = 3;
/** What a search box takes. */
const LONGEST_SEARCH = 500;
const SIDES = ['offer', 'need'] as const;
const LIMIT = 10;

type Comparing = { compared: readonly string[]; onCompare: (id: string) => void };

/** The text becomes a need: the form opens with it, and nothing is sent. */
function PostAsNeed({ text }: { text: string }) {
  const { box: words } = useWords('matches');
  const navigate = useNavigate();
  return (
    <section className="panel">
      <h3>{words.postTitle}</h3>
      <p className="s13 soft">{words.postText}</p>
      <div className="mt3">
        <Button
          small
          onClick={() => {
            handOver(text);
            void navigate({ to: paths.newNeed });
          }}
        >
          {words.post}
        </Button>
      </div>
    </section>
  );
}

function Answers({ asked, compared, onCompare }: Comparing & { asked: TypedQuestion }) {
  const words = useWords('matches');
  const { data, error, refetch, isPlaceholderData } = useAsked(matchText, { body: { text: asked.text, side: asked.side, limit: LIMIT } });
  const sides: Sides = { asking: 'text', found: asked.side };
  const shown = isPlaceholderData ? undefined : data?.items.length;
  useEffect(() => {
    if (shown !== undefined) announce(words.announced(shown));
  }, [shown, words]);
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={4} />;
  return (
    <div className="m-grid">
      <div className={isPlaceholderData ? 'busy' : undefined} aria-busy={isPlaceholderData || undefined}>
        <h2 className="sr">{words.box.results}</h2>
        <Counted answer={data} side={COUNTERPART[asked.side]} />
        <Limitations limitations={data.limitations} />
        {data.items.length === 0 ? (
          <div className="mt4">
            <EmptyState title={words.empty.text}>{words.empty.textText}</EmptyState>
          </div>
        ) : null}
        <MatchList items={data.items} sides={sides} compared={compared} onCompare={onCompare} />
      </div>
      <aside className="stack" aria-label={words.how}>
        {asked.side === 'offer' ? <PostAsNeed text={asked.text} /> : null}
        {data.removed.length === 0 ? null : <Removed id={null} removed={data.removed} />}
        <p className="s12 muted">
          {isSearched(data) ? null : words.ranker(data.ranker)} <Link to={paths.aboutMatching}>{words.how}</Link>
        </p>
        {asked.text.length > LONGEST_SEARCH ? null : (
          <p className="s13">
            <Link to={paths.search} search={{ q: asked.text, in: asked.side }}>
              {words.box.search}
            </Link>
          </p>
        )}
      </aside>
    </div>
  );
}

type BoxProps = {
  text: string;
  side: Side;
  short: boolean;
  onType: (text: string) => void;
  onSide: (side: Side) => void;
  onAsk: () => void;
};

/** The box: the text, which side to look for, and what becomes of the text. */
function QuestionForm({ text, side, short, onType, onSide, onAsk }: BoxProps) {
  const { box: words } = useWords('matches');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onAsk();
  };
  /** Enter asks, Shift+Enter starts a new line, as in the box of the home page. */
  const press = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onAsk();
  };
  return (
    <form className="ask-box ask-text" onSubmit={submit}>
      <label className="sr" htmlFor="match-text">
        {words.label}
      </label>
      <textarea
        id="match-text"
        rows={4}
        maxLength={LONGEST}
        placeholder={words.example}
        value={text}
        aria-invalid={short || undefined}
        aria-describedby={short ? 'match-short' : 'match-kept'}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={press}
      />
      <div className="foot">
        <span className="row">
          <span className="s13 soft" id="match-side">
            {words.side}
          </span>
          <fieldset className="seg" aria-labelledby="match-side">
            {SIDES.map((one) => (
              <button key={one} type="button" aria-pressed={side === one} onClick={() => onSide(one)}>
                {words.sides[one]}
              </button>
            ))}
          </fieldset>
        </span>
        <Button variant="primary" type="submit">
          <Icon of={IconArrowsJoin} />
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

/** A text in one's own words, which side to look for, and the answers below with their reasons. */
export function Question({ compared, onCompare }: Comparing) {
  const { box: words } = useWords('matches');
  const [typed, setTyped] = useState(lastQuestion);
  const [asked, setAsked] = useState(() => (lastQuestion().text.length < SHORTEST ? null : lastQuestion()));
  const [short, setShort] = useState(false);
  const ask = (side: Side): void => {
    const next = { text: typed.text.trim(), side };
    setShort(next.text.length < SHORTEST);
    if (next.text.length < SHORTEST) {
      document.getElementById('match-text')?.focus();
      return;
    }
    rememberQuestion(next);
    setAsked(next);
  };
  const choose = (side: Side): void => {
    setTyped({ ...typed, side });
    if (asked !== null) ask(side);
  };
  return (
    <>
      <QuestionForm
        {...typed}
        short={short}
        onType={(text) => setTyped({ ...typed, text })}
        onSide={choose}
        onAsk={() => ask(typed.side)}
      />
      {short ? (
        <p className="err mt2" id="match-short" role="alert">
          {words.tooShort}
        </p>
      ) : null}
      <p className="s12 muted mt2" id="match-kept">
        {words.kept}
      </p>
      {asked === null ? null : (
        <div className="mt4">
          <Answers asked={asked} compared={compared} onCompare={onCompare} />
        </div>
      )}
    </>
  );
}
