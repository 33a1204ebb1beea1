import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Gate } from '../features/accounts/gate.tsx';
import { Entries } from '../features/dictionary/entries.tsx';
import { TrySentence } from '../features/dictionary/try-sentence.tsx';
import { UnknownWords } from '../features/dictionary/unknown-words.tsx';
import '../features/dictionary/dictionary.css';
import { useWords } from '../lib/i18n.ts';
import { DICTIONARY_VIEWS } from '../lib/page-search.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';

function Desk() {
  const words = useWords('dictionary');
  const { view = 'entries', term } = useSearch({ from: paths.dictionary });
  const navigate = useNavigate();
  const begin = (word: string): void => void navigate({ to: paths.dictionary, search: { term: word }, resetScroll: true });
  const done = (): void => void navigate({ to: paths.dictionary, search: {}, replace: true, resetScroll: false });
  return (
    <div className="word-page mt4">
      <div>
        <nav className="tabs" aria-label={words.tabs.label}>
          {DICTIONARY_VIEWS.map((one) => (
            <Link
              key={one}
              to={paths.dictionary}
              search={one === 'entries' ? {} : { view: one }}
              activeOptions={{ exact: true, includeSearch: true }}
              aria-current={one === view ? 'page' : undefined}
            >
              {words.tabs[one]}
            </Link>
          ))}
        </nav>
        <div className="mt4">{view === 'unknown' ? <UnknownWords /> : <Entries term={term} onTermDone={done} />}</div>
      </div>
      <TrySentence onAdd={begin} />
    </div>
  );
}

export default function DictionaryPage() {
  const words = useWords('dictionary');
  useTitle(words.title);
  return (
    <div className="wrap wide page-top work">
      <h1>{words.title}</h1>
      <p className="soft mt1">{words.lead}</p>
      <Gate needs="keeper">
        <Desk />
      </Gate>
    </div>
  );
}
