import { listListings } from '@ketnoi/contracts/listings';
import type { Output } from '@ketnoi/contracts/endpoint';
import type { Side } from '@ketnoi/domain/listing-kinds';
import { pick } from '@ketnoi/domain/language';
import { Link } from '@tanstack/react-router';
import { useCall } from '../../lib/api.ts';
import { formatDate, formatNumber, organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { Clock } from '../../ui/clock.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Section } from '../../ui/section.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TrlBars } from '../../ui/trl-scale.tsx';

type Card = Output<typeof listListings>['items'][number];

const SHOWN = 3;

/** What the page asks for one side; the page's early reading and this list ask the same. */
export const newestOf = (side: Side) => ({ query: { side, sort: 'newest' as const, limit: SHOWN } });

function Row({ card }: { card: Card }) {
  const words = useWords('home');
  const shell = useWords('shell');
  const name = card.organisation === null ? shell.hiddenOrganisation : organisationName(card.organisation);
  const summary = pick(card.summary, language);
  return (
    <li>
      <div className="row-t">
        <Link to={paths.listing} params={{ id: card.reference ?? card.id }}>
          {pick(card.title, language)}
        </Link>
      </div>
      {summary === null ? null : <p className="mt1 clamp">{summary}</p>}
      <div className="meta mt1">
        <span>{name}</span>
        {card.side === 'need' ? null : <span>{shell.kinds[card.kind]}</span>}
      </div>
      <div className="mt1">
        {card.trl !== null ? (
          <TrlBars level={card.trl} />
        ) : card.trlMin !== null ? (
          <span className="s13 muted">{shell.trlFrom(card.trlMin)}</span>
        ) : card.expiresAt !== null ? (
          <Clock>{words.openUntil(formatDate(card.expiresAt))}</Clock>
        ) : null}
      </div>
    </li>
  );
}

/** The newest records of one side and the way to all of them. */
export function Newest({ side, total }: { side: Side; total: number | undefined }) {
  const words = useWords('home');
  const { data, error, refetch } = useCall(listListings, newestOf(side));
  const need = side === 'need';
  const all = need ? words.allNeeds : words.allOffers;
  return (
    <div className="span-6">
      <Section
        main
        title={<h2 className={need ? 'knot need' : 'knot'}>{need ? words.newNeeds : words.newOffers}</h2>}
        action={
          total === undefined || total === 0 ? null : (
            <Link to={paths.search} search={{ in: side }}>
              {all(formatNumber(total))}
            </Link>
          )
        }
      >
        {error !== null ? (
          <ProblemNote problem={error} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <div className="rows-wait">
            <Skeleton rows={SHOWN} />
          </div>
        ) : data.items.length === 0 ? (
          <div className="mt3">
            <EmptyState title={need ? words.noNeeds : words.noOffers} />
          </div>
        ) : (
          <ul className="rows">
            {data.items.map((card) => (
              <Row key={card.id} card={card} />
            ))}
          </ul>
        )}
      </Section>
    </div>
  );
}
