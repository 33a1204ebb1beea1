import { IconSearch } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { rememberSearch } from '../../lib/recent-searches.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { useCompletion, type Complete } from '../../ui/use-completion.ts';
import { useSlash } from '../../ui/use-slash.ts';

/** The search in the header. On the search page it starts from the query there, and has a line of its own on a phone. */
export function SearchBox({ completion: Completion }: { completion: Complete }) {
  const { pathname, search } = useLocation();
  const isHere = pathname === paths.search;
  const q = isHere ? ((search as SearchState).q ?? '') : '';
  return (
    <search className={isHere ? 'hdr-q here' : 'hdr-q not-s'}>
      <Box key={q} asked={q} completion={Completion} />
    </search>
  );
}

function Box({ asked, completion: Completion }: { asked: string; completion: Complete }) {
  const words = useWords('shell');
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(asked);
  const box = useCompletion();
  useSlash(input);

  const find = (typed: string): void => {
    const q = typed.trim();
    rememberSearch(q);
    box.leave();
    input.current?.blur();
    void navigate({ to: paths.search, search: q === '' ? {} : { q } });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    find(text);
  };
  return (
    <form onSubmit={submit} {...box.around}>
      <button type="submit" aria-label={words.searchLabel}>
        <Icon of={IconSearch} />
      </button>
      <input
        ref={input}
        name="q"
        role="combobox"
        enterKeyHint="search"
        maxLength={500}
        value={text}
        aria-label={words.searchLabel}
        aria-expanded={box.expanded}
        aria-controls={box.listId}
        placeholder={words.searchPlaceholder}
        {...box.wiring}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={box.takes}
      />
      <kbd aria-hidden>/</kbd>
      {box.inside ? <Completion text={text} given={asked} onSearch={find} {...box.list} /> : null}
    </form>
  );
}
