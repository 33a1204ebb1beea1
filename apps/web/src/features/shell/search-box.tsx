import { IconSearch } from '@tabler/icons-react';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useRef, type FormEvent } from 'react';
import { useWords } from '../../lib/i18n.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { Icon } from '../../ui/icon.tsx';
import { useSlash } from '../../ui/use-slash.ts';

/** The search in the header. On the search page it starts from the query there and keeps the filters. */
export function SearchBox() {
  const words = useWords('shell');
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const { pathname, search } = useLocation();
  const here = pathname === paths.search ? (search as SearchState) : {};
  useSlash(input);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const q = input.current?.value.trim() ?? '';
    void navigate({ to: paths.search, search: q === '' ? {} : { q } });
    input.current?.blur();
  };

  return (
    <search className="hdr-q not-s">
      <form onSubmit={submit}>
        <button type="submit" aria-label={words.searchLabel}>
          <Icon of={IconSearch} />
        </button>
        <input
          key={here.q ?? ''}
          ref={input}
          type="search"
          name="q"
          maxLength={500}
          autoComplete="off"
          defaultValue={here.q ?? ''}
          aria-label={words.searchLabel}
          placeholder={words.searchPlaceholder}
        />
        <kbd aria-hidden>/</kbd>
      </form>
    </search>
  );
}
