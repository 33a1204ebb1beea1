import { lookUpTerm } from '@ketnoi/contracts/dictionary';
import type { Language } from '@ketnoi/domain/language';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useSettled } from './use-settled.ts';

/** What the tables say of a term at present, the one that counts first. */
export function Said({ term, language }: { term: string; language: Language }) {
  const words = useWords('dictionary');
  const asked = useSettled(term).trim();
  const { data } = useCall(
    lookUpTerm,
    { query: { term: asked, language } },
    { enabled: asked !== '' && asked.length <= 80, keepPrevious: true },
  );
  if (asked === '' || data === undefined) return null;
  return (
    <dl className="kv" aria-live="polite">
      <dt>{words.form.now}</dt>
      <dd>
        {data.said.length === 0 ? <span className="soft">{words.form.nothing}</span> : null}
        <ul>
          {data.said.map(({ source, meanings }) => (
            <li key={source}>
              <span lang={language === 'vi' ? 'en' : 'vi'}>{meanings.length === 0 ? words.struck : meanings.join('; ')}</span>{' '}
              <span className="soft s13">({words.sources[source]})</span>
            </li>
          ))}
        </ul>
      </dd>
    </dl>
  );
}
