import type { SuggestedPair } from '@ketnoi/contracts/broker-queue';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { pick } from '@ketnoi/domain/language';
import { language } from '../../lib/language.ts';
import { Marked } from '../../ui/marked.tsx';
import type { Reason } from './queue.ts';

/** So many pairs of words, and so many facts, stand in a row of the queue. */
const WORDS = 3;
const FACTS = 3;

/** Facts a broker looks at first, in this order. */
const TELLING: readonly Reason['feature'][] = ['maturity', 'budget', 'place', 'time', 'field'];

const whole = (text: string): [number, number][] => [[0, text.length]];

/** The words in which both sides meet: the marked part of each, or all of a short one. */
function meetingWords(reasons: readonly Reason[]): [string, string][] {
  const told = reasons.flatMap((reason) =>
    reason.evidence.flatMap(({ kind, asked, found, fits }) => {
      if ((kind !== 'translation' && kind !== 'word') || fits === false || asked === null || found === null) return [];
      const part = ({ text, ranges }: typeof asked): string => {
        const [range] = ranges;
        return range === undefined ? text : text.slice(range[0], range[1]);
      };
      return [[part(asked), part(found)] as [string, string]];
    }),
  );
  return [...new Map(told.map((one) => [one[0].toLowerCase(), one])).values()].slice(0, WORDS);
}

function Meeting({ pairs }: { pairs: readonly [string, string][] }) {
  return (
    <>
      {pairs.map(([one, other], index) => (
        <span key={`${one} ${other}`}>
          {index > 0 ? ', ' : ''}
          <Marked text={one} ranges={whole(one)} />
          {one.toLowerCase() === other.toLowerCase() ? null : (
            <>
              {' ≈ '}
              <Marked text={other} ranges={whole(other)} />
            </>
          )}
        </span>
      ))}
      {pairs.length === 0 ? null : '. '}
    </>
  );
}

/** Why a pair is here, in the space of a row: words in which it meets, facts, what speaks against it, what is unknown. */
export function Why({ pair }: { pair: SuggestedPair }) {
  const words = useWords('broker');
  const { features } = useWords('matches');
  const { reasons } = pair;
  if (reasons.length === 0) return <p className="muted">{words.noReasons}</p>;
  const known = reasons.filter((one) => one.known);
  const facts = TELLING.flatMap((feature) => known.filter((one) => one.feature === feature && one.contribution > 0)).slice(0, FACTS);
  const against = known.filter((one) => one.contribution < 0 && TELLING.includes(one.feature));
  const unknown = reasons.filter((one) => !one.known && TELLING.includes(one.feature));
  return (
    <>
      <p>
        <Meeting pairs={meetingWords(reasons)} />
        {facts.map((one) => one.text).join('. ')}
        {facts.length === 0 ? '' : '.'}
      </p>
      {against.length === 0 ? null : <p className="warn-text">{against.map((one) => one.text).join('. ')}.</p>}
      {unknown.length === 0 ? null : (
        <p className="muted">
          {words.unknown} {unknown.map((one) => features[one.feature].toLocaleLowerCase()).join(', ')}.
        </p>
      )}
    </>
  );
}

/** What the own organisation decided of other pairs of the same need or offer. */
export function Earlier({ pair }: { pair: SuggestedPair }) {
  const words = useWords('broker');
  if (pair.earlier.length === 0) return null;
  return (
    <p className="s12 muted mt1">
      {words.earlier}:{' '}
      {pair.earlier
        .map(({ shares, other, decision }) => {
          const title = other === null ? words.noLongerShown : (pick(other.title, language) ?? '');
          const reason = decision.reason === null ? '' : ` (${words.reasons[decision.reason].toLocaleLowerCase()})`;
          return `${words.earlierOf[shares]} ${title}: ${words.decided[decision.state]}${reason}, ${formatDate(decision.at)}`;
        })
        .join('; ')}
      .
    </p>
  );
}
