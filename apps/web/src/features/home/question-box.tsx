import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useSlash } from '../../ui/use-slash.ts';

/** The first screen is a question: three lines, and two ways on. */
export function QuestionBox() {
  const words = useWords('home');
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  useSlash(field);
  const asked = text.trim();

  const find = (event: FormEvent): void => {
    event.preventDefault();
    void navigate({ to: paths.search, search: asked === '' ? {} : { q: asked } });
  };
  /** Enter asks, Shift+Enter starts a new line. */
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) find(event);
  };

  return (
    <>
      <h1 id="question">{words.question}</h1>
      <search aria-labelledby="question">
        <form className="ask-box" onSubmit={find}>
          <textarea
            ref={field}
            rows={3}
            maxLength={500}
            aria-labelledby="question"
            placeholder={words.example}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={press}
          />
          <div className="foot">
            <span className="s13 muted not-s">{words.hint}</span>
            <span className="row ask-acts">
              <ButtonLink to={paths.newNeed} search={asked === '' ? {} : { problem: asked }}>
                {words.post}
              </ButtonLink>
              <Button variant="primary" type="submit">
                <Icon of={IconSearch} />
                {words.find}
              </Button>
            </span>
          </div>
        </form>
      </search>
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
    </>
  );
}
