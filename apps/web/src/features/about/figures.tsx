import { MATCHING_FIGURES } from '@ketnoi/domain/matching-figures';
import { formatNumber, formatPercent } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';

const exact = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const thousandths = (figure: number): string => exact.format(figure / 1000);

/** How good matching is: each collection with its size, score, interval and how much of what is right it finds. */
export function MatchingFigures() {
  const { figures: words } = useWords('aboutMatching');
  const { heads } = words;
  return (
    <table className="tbl flow figures">
      <thead>
        <tr>
          <th scope="col">{heads.set}</th>
          <th scope="col">{heads.size}</th>
          <th scope="col" className="n">
            {heads.score}
          </th>
          <th scope="col" className="n">
            {heads.interval}
          </th>
          <th scope="col" className="n">
            {heads.found}
          </th>
        </tr>
      </thead>
      <tbody>
        {MATCHING_FIGURES.map((one) => (
          <tr key={one.set}>
            <th scope="row">{words.sets[one.set]}</th>
            <td data-l={heads.size}>{words.size(formatNumber(one.queries), formatNumber(one.documents))}</td>
            <td className="n" data-l={heads.score}>
              <b>{thousandths(one.ndcg)}</b>
            </td>
            <td className="n" data-l={heads.interval}>
              {thousandths(one.low)}–{thousandths(one.high)}
            </td>
            <td className="n" data-l={heads.found}>
              {formatPercent(one.recall50 / 1000)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
