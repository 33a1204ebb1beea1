import type { Card } from '@ketnoi/contracts/listing-shapes';
import { readListing } from '@ketnoi/contracts/listings';
import { pick } from '@ketnoi/domain/language';
import { IconX } from '@tabler/icons-react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { MOST_COMPARED, type SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import '../../ui/tray.css';
import { changed, toggled, type Patch } from './state.ts';

/** What is shown already, for the titles. */
type Shown = { items: readonly Pick<Card, 'id' | 'title'>[] } | undefined;

type Props = { answer: Shown; state: SearchState; onChange: (patch: Patch) => void };

/** One chosen record; one that the present results do not show is read for its title. */
function Chosen({ id, answer, onRemove }: { id: string; answer: Shown; onRemove: () => void }) {
  const { compare: words } = useWords('searchMore');
  const shown = answer?.items.find((card) => card.id === id);
  const read = useCall(readListing, { params: { id }, query: {} }, { enabled: answer !== undefined && shown === undefined });
  const title = pick((shown ?? read.data)?.title ?? { vi: null, en: null }, language) ?? '…';
  return (
    <li>
      <span>{title}</span>
      <button type="button" className="icon-btn sm" aria-label={words.remove(title)} onClick={onRemove}>
        <Icon of={IconX} />
      </button>
    </li>
  );
}

/** Appears with the first tick: what is chosen, how many places are free, and the way to see it side by side. */
export function CompareTray({ answer, state, onChange }: Props) {
  const { compare: words } = useWords('searchMore');
  const chosen = state.compare ?? [];
  if (chosen.length === 0) return null;
  const free = MOST_COMPARED - chosen.length;
  return (
    <section className="tray" aria-label={words.tray}>
      <div className="wrap">
        <b className="s14 nw">{words.count(chosen.length)}</b>
        <ul>
          {chosen.map((id) => (
            <Chosen key={id} id={id} answer={answer} onRemove={() => onChange({ compare: toggled(chosen, id) })} />
          ))}
          {free > 0 ? <li className="slot">{words.free(free)}</li> : null}
        </ul>
        <ButtonLink variant="primary" className="tray-go" to={paths.search} search={changed(state, { view: 'compare' })}>
          {words.open}
        </ButtonLink>
      </div>
    </section>
  );
}
