import { useWords } from '../lib/i18n.ts';
import { Facet } from './facet.tsx';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const TALLEST_PX = 28;

type Props = {
  title: string;
  /** How many records stand at each level. */
  counts: ReadonlyMap<number, number>;
  from: number | undefined;
  to: number | undefined;
  onChange: (from: number | undefined, to: number | undefined) => void;
};

function LevelSelect({ label, value, onPick }: { label: string; value: number; onPick: (level: number) => void }) {
  return (
    <select className="input sm" aria-label={label} value={value} onChange={(event) => onPick(Number(event.target.value))}>
      {LEVELS.map((level) => (
        <option key={level} value={level}>
          {level}
        </option>
      ))}
    </select>
  );
}

/** A range of readiness over a small histogram of what is there. The whole range is no filter. */
export function TrlFacet({ title, counts, from = 1, to = 9, onChange }: Props) {
  const { facets } = useWords('shell');
  const most = Math.max(1, ...counts.values());
  const pick = (low: number, high: number): void => onChange(low === 1 ? undefined : low, high === 9 ? undefined : high);
  return (
    <Facet title={title}>
      <div className="trl-range s13 soft">
        <LevelSelect label={facets.trlFrom} value={from} onPick={(level) => pick(level, Math.max(level, to))} />
        <span>{facets.to}</span>
        <LevelSelect label={facets.trlTo} value={to} onPick={(level) => pick(Math.min(from, level), level)} />
      </div>
      <ul className="trl-bars" aria-label={facets.trlCounts}>
        {LEVELS.map((level) => {
          const count = counts.get(level) ?? 0;
          return (
            <li key={level} className={level >= from && level <= to ? 'in' : undefined} title={String(count)}>
              <i style={{ height: `${String(Math.round((count / most) * TALLEST_PX))}px` }} />
              <span>
                {level}
                <span className="sr">: {count}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </Facet>
  );
}
