import { useWords } from '../lib/i18n.ts';
import './trl.css';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
type Level = (typeof LEVELS)[number];

const band = (level: Level): string => (level <= 3 ? 'a' : level <= 6 ? 'b' : 'd');

/** The nine steps with their names, the present one marked. Names hide in a narrow box; the present one is then written below. */
export function TrlScale({ level }: { level: number }) {
  const { trl } = useWords('shell');
  const name = (one: Level): string => trl.names[one - 1] ?? '';
  const present = LEVELS.find((one) => one === level);
  return (
    <div className="trl-w">
      <div className="trl-bands" aria-hidden>
        {trl.bands.map((one) => (
          <span key={one}>{one}</span>
        ))}
      </div>
      <ol className="trl" aria-label={trl.label(level)}>
        {LEVELS.map((one) => (
          <li
            key={one}
            className={one <= level ? `on ${band(one)}${one === level ? ' now' : ''}` : ''}
            aria-current={one === level ? 'step' : undefined}
          >
            <b>{one}</b>
            <span>{name(one)}</span>
          </li>
        ))}
      </ol>
      {present === undefined ? null : (
        <p className="trl-now">
          {present} · {name(present)}
        </p>
      )}
    </div>
  );
}

/** The compact form for lists: nine bars and "TRL 7"; `required` marks the missing steps up to it. */
export function TrlBars({ level, required = level }: { level: number; required?: number }) {
  return (
    <span className="trl-m">
      <span className="c" aria-hidden>
        {LEVELS.map((one) => (
          <i key={one} className={one <= level ? band(one) : one <= required ? 'miss' : undefined} />
        ))}
      </span>
      <span>TRL&nbsp;{level}</span>
    </span>
  );
}
