import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent } from 'react';
import { rememberQuestion } from '../../lib/asked-text.ts';
import { useWords } from '../../lib/i18n.ts';
import { rememberSearch } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useCompletion, type Complete } from '../../ui/use-completion.ts';
import { useSlash } from '../../ui/use-slash.ts';
import '../../ui/question-box.css';

/** The first screen is a question: three lines, and three ways on. */
export function QuestionBox({ completion: Completion }: { completion: Complete }) {
  const words = useWords('home');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const box = useCompletion();
  useSlash(field);
  const asked = text.trim();

  const find = (typed: string): void => {
    rememberSearch(typed);
    void navigate({ to: paths.search, search: typed === '' ? {} : { q: typed } });
  };
  /** Enter asks, Shift+Enter starts a new line. */
  const press = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (box.takes(event)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      find(asked);
    }
  };

  return (
    <>
      <h1 id="question">{words.question}</h1>
      <search aria-labelledby="question">
        <form
          className="ask-box"
          {...box.around}
          onSubmit={(event) => {
            event.preventDefault();
            find(asked);
          }}
        >
          <textarea
            ref={field}
            rows={3}
            maxLength={500}
            aria-labelledby="question"
            aria-haspopup="listbox"
            aria-controls={box.listId}
            placeholder={words.example}
            value={text}
            {...box.wiring}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={press}
          />
          <Foot asked={asked} />
          {box.inside ? <Completion text={text} given="" onSearch={find} {...box.list} /> : null}
        </form>
      </search>
      <Examples />
    </>
  );
}

function Examples() {
  const words = useWords('home');
  return (
    <p className="mt3 s14 soft">
      {words.try}{' '}
      {words.examples.map((example, index) => (
        <span key={example}>
          {index > 0 ? ', ' : ''}
          <Link to={paths.search} search={{ q: example }}>
            {example}
          </Link>
        </span>
      ))}
    </p>
  );
}

/** The ways on: to everyone, by meaning, by words. */
function Foot({ asked }: { asked: string }) {
  const words = useWords('home');
  return (
    <div className="foot">
      <span className="s13 muted not-s">{words.hint}</span>
      <span className="row ask-acts">
        <ButtonLink to={paths.newNeed} search={asked === '' ? {} : { problem: asked }}>
          {words.post}
        </ButtonLink>
        <ButtonLink to={paths.match} onClick={() => rememberQuestion({ text: asked, side: 'offer' })}>
          {words.match}
        </ButtonLink>
        <Button variant="primary" type="submit">
          <Icon of={IconSearch} />
          {words.find}
        </Button>
      </span>
    </div>
  );
}
