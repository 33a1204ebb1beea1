import type { ListingFieldName, Side } from '@ketnoi/domain/listing-fields';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';

/** The way to one field in the form of a listing. */
export function FieldLink({ id, field }: { id: string; field: string }) {
  const { clearer: words } = useWords('matches');
  const fields = useWords('fields');
  const name = fields[field as ListingFieldName] ?? field;
  return (
    <Link to={paths.editListing} params={{ id }} search={{ field }} aria-label={words.fill(name)}>
      {name}
    </Link>
  );
}

/** What the owner could say to be matched more closely, each with the way to its field. */
export function Clearer({ id, side, unknown }: { id: string; side: Side; unknown: readonly string[] }) {
  const { clearer: words } = useWords('matches');
  const [first] = unknown;
  if (first === undefined) return null;
  return (
    <section className="panel">
      <h3>{words.title[side]}</h3>
      <ul className="s14 soft dots">
        {unknown.map((field) => (
          <li key={field}>
            <FieldLink id={id} field={field} />
          </li>
        ))}
      </ul>
      <div className="mt3">
        <ButtonLink small to={paths.editListing} params={{ id }} search={{ field: first }}>
          {words.button(unknown.length)}
        </ButtonLink>
      </div>
    </section>
  );
}
