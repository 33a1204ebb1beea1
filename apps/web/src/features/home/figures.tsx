import type { readFigures } from '@ketnoi/contracts/figures';
import type { Output } from '@ketnoi/contracts/endpoint';
import { Link } from '@tanstack/react-router';
import { formatDateTime, formatNumber } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { FigureRows } from '../../ui/figure-rows.tsx';
import { MirroredBars } from '../../ui/mirrored-bars.tsx';
import { Section } from '../../ui/section.tsx';

export type Figures = Output<typeof readFigures>;

const SECTORS_SHOWN = 8;

/** Counts that anyone may see, each a link to what it counts where there is a list of it. */
export function PublicFigures({ figures }: { figures: Figures | undefined }) {
  const { figures: words } = useWords('home');
  if (figures === undefined) return <aside className="span-4 figs-wait" aria-label={words.label} aria-busy />;
  const added = figures.nodes.reduce((sum, one) => sum + one.newIn30Days, 0);
  const rows = [
    {
      key: 'needs',
      name: (
        <Link to={paths.search} search={{ in: 'need' }}>
          {words.needs}
        </Link>
      ),
      value: formatNumber(figures.needs),
    },
    {
      key: 'offers',
      name: (
        <Link to={paths.search} search={{ in: 'offer' }}>
          {words.offers}
        </Link>
      ),
      value: formatNumber(figures.offers),
    },
    {
      key: 'new',
      name: (
        <Link to={paths.search} search={{ sort: 'newest' }}>
          {words.newListings}
        </Link>
      ),
      value: formatNumber(added),
    },
    { key: 'organisations', name: <span>{words.organisations}</span>, value: formatNumber(figures.verifiedOrganisations) },
  ];
  return (
    <aside className="span-4" aria-label={words.label}>
      <FigureRows rows={rows} />
      <p className="s12 muted mt2">{words.asOf(formatDateTime(figures.asOf))}</p>
    </aside>
  );
}

/** Demand and supply of the priority sectors on one scale. */
export function SupplyAndDemand({ figures }: { figures: Figures }) {
  const words = useWords('home');
  const shown = figures.sectors.toSorted((left, right) => right.needs + right.offers - (left.needs + left.offers)).slice(0, SECTORS_SHOWN);
  if (shown.length === 0) return null;
  return (
    <div className="span-8">
      <Section main title={<h2>{words.supplyAndDemand}</h2>}>
        <MirroredBars
          heads={{ name: words.sector, left: words.sectorNeeds, right: words.sectorOffers }}
          format={formatNumber}
          rows={shown.map((one) => ({
            key: one.code,
            name: (
              <Link to={paths.search} search={{ sector: [one.code] }}>
                {one.label[language]}
              </Link>
            ),
            left: one.needs,
            right: one.offers,
          }))}
        />
      </Section>
    </div>
  );
}

/** The exchanges whose listings are shown here, this one first. */
export function Exchanges({ figures }: { figures: Figures }) {
  const words = useWords('home');
  return (
    <div className="span-4">
      <Section main title={<h2>{words.exchanges(figures.nodes.length)}</h2>}>
        <ul className="rows">
          {figures.nodes.map((one) => (
            <li key={one.code}>
              <div className="row between">
                <b className="s14">
                  {one.code} · {one.name[language]}
                </b>
                <span className="s14">{words.listings(formatNumber(one.listings))}</span>
              </div>
              <p className="s13 muted">{(one.self ? words.ownExchange : words.otherExchange)(formatNumber(one.newIn30Days))}</p>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
