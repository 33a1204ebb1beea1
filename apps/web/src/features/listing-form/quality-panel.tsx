import type { ListingContent } from '@ketnoi/domain/listing-content';
import type { Side } from '@ketnoi/domain/listing-fields';
import { qualityOf } from '@ketnoi/domain/listing-quality';
import { useWords } from '../../lib/i18n.ts';
import { useFieldName, useJump } from './form-context.ts';

const SEGMENTS = 20;
const SHOWN = 3;

/** How well the listing is filled, and the three things that would raise it most. */
export function QualityPanel({ side, content }: { side: Side; content: ListingContent }) {
  const words = useWords('listingForm').quality;
  const name = useFieldName(side);
  const jump = useJump();
  const { quality, improvements } = qualityOf(side, content);
  const best = improvements.slice(0, SHOWN);
  const reachable = Math.min(100, quality + best.reduce((sum, one) => sum + one.points, 0));
  const filled = Math.round((quality / 100) * SEGMENTS);
  const within = Math.round((reachable / 100) * SEGMENTS);
  return (
    <section className="panel">
      <div className="row between">
        <h3>{words.title}</h3>
        <b className="score tnum">
          {quality}
          <span className="muted s13"> {words.of}</span>
        </b>
      </div>
      <p className="sr">{words.label(quality, reachable)}</p>
      <div className="meter mt2" aria-hidden>
        {Array.from({ length: SEGMENTS }, (_, at) => (
          <i key={at} className={at < filled ? 'f' : at < within ? 'p' : undefined} />
        ))}
      </div>
      {best.length === 0 ? (
        <p className="s13 soft mt3">{words.best}</p>
      ) : (
        <ul className="s13 mt3 stack-s">
          {best.map(({ field, points }) => (
            <li key={field} className="row between">
              <button type="button" className="as-link" onClick={() => jump(field)}>
                {words.improve[field] ?? name(field)}
              </button>
              <span className="tnum raise">{words.points(points)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
