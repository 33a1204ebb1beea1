import { pick, type Bilingual, type Language } from '@ketnoi/domain/language';
import { LISTING_FIELDS, type ListingFieldName } from '@ketnoi/domain/listing-fields';
import { IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useRef, type ReactNode } from 'react';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language, otherLanguage } from '../../lib/language.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { useEntry } from './form-context.ts';
import { pathOf } from './entries.ts';
import { useSuggestions, type Suggestions } from './suggestions.ts';
import './suggested.css';

const HELPED = ['fields', 'sectors', 'technologyKeywords', 'trlEvidence'] as const;
type Helped = (typeof HELPED)[number];
type Named = Suggestions['keywords']['vi'][number]['listings'][number];

/** Whether something can be suggested for a field. */
export const isHelped = (field: ListingFieldName): field is Helped => (HELPED as readonly string[]).includes(field);

/** Listings that speak for a suggestion, each opened beside the form. */
function Listings({ of }: { of: readonly Named[] }) {
  return of.map((one, at) => (
    <span key={one.id}>
      {at === 0 ? ' ' : '; '}
      <Link to={paths.listing} params={{ id: one.id }} target="_blank">
        {pick(one.title, language)}
      </Link>
    </span>
  ));
}

type Chip = { key: string; name: string; lang?: Language; note: string | null; why: ReactNode; add: () => void };

function Chips({ chips, full }: { chips: readonly Chip[]; full: boolean }) {
  const { suggested: words } = useWords('listingForm');
  return (
    <ul className="suggested-list">
      {chips.map(({ key, name, lang, note, why, add }) => (
        <li key={key}>
          <Button small disabled={full} aria-label={words.add(name)} onClick={add}>
            <Icon of={IconPlus} />
            <span lang={lang}>{name}</span>
          </Button>
          {note === null ? null : <span className="s12 muted"> {note}</span>}
          <p className="s13 soft">{why}</p>
        </li>
      ))}
      {full ? <li className="s13 muted">{words.full}</li> : null}
    </ul>
  );
}

type Part = { answer: Suggestions; onAdded: (name: string) => void };

const mostOf = (field: Helped): number => {
  const { shape } = LISTING_FIELDS[field];
  return 'maxItems' in shape ? shape.maxItems : 0;
};

function ClassChips({ field, answer, onAdded }: Part & { field: 'fields' | 'sectors' }) {
  const { suggested: words } = useWords('listingForm');
  const [codes, setCodes] = useEntry<string[]>(pathOf(field));
  const chosen = codes ?? [];
  const left = answer[field].filter(({ code }) => !chosen.includes(code));
  const chips = left.map(({ code, label, band, reasons }): Chip => {
    const name = pick(label, language) ?? code;
    const near = reasons.flatMap(({ listing }) => listing ?? []);
    return {
      key: code,
      name,
      note: words.bands[band],
      why: (
        <>
          {near.length === 0 ? null : words.neighbours(near.length)}
          <Listings of={near} />
          {reasons.some(({ kind }) => kind === 'class_text') ? ` ${words.classText}` : null}
        </>
      ),
      add: () => {
        setCodes([...chosen, code]);
        onAdded(name);
      },
    };
  });
  return chips.length === 0 ? <Nothing answer={answer} /> : <Chips chips={chips} full={chosen.length >= mostOf(field)} />;
}

function WordChips({ answer, onAdded }: Part) {
  const { suggested: words } = useWords('listingForm');
  const [entry, setEntry] = useEntry<Record<Language, string[]>>(pathOf('technologyKeywords'));
  const chosen = entry ?? { vi: [], en: [] };
  const most = mostOf('technologyKeywords');
  const chips = [language, otherLanguage].flatMap((one) =>
    answer.keywords[one]
      .filter(({ text }) => !chosen[one].includes(text) && chosen[one].length < most)
      .map(({ text, inText, listings }): Chip => ({
        key: `${one} ${text}`,
        name: text,
        lang: one,
        note: words.languages[one],
        why: (
          <>
            {inText ? words.inText : null} {listings.length === 0 ? null : words.wordOf(listings.length)}
            <Listings of={listings} />
          </>
        ),
        add: () => {
          setEntry({ ...chosen, [one]: [...chosen[one], text] });
          onAdded(text);
        },
      })),
  );
  return chips.length === 0 ? <Nothing answer={answer} /> : <Chips chips={chips} full={false} />;
}

function Nothing({ answer: { limitations } }: { answer: Suggestions }) {
  const { suggested: words } = useWords('listingForm');
  const waits = limitations.includes('away') || limitations.includes('loading');
  return waits ? null : <p className="s13 soft">{words.empty}</p>;
}

function Questions({ answer: { trl, trlQuestions, trlSource } }: { answer: Suggestions }) {
  const words = useWords('listingForm').suggested.trl;
  const said = (text: Bilingual): string => pick(text, language) ?? '';
  const lead = trl === null ? words.unknown : trl.stated ? words.stated(trl.level) : words.guessed(trl.level, trl.words ?? '');
  return (
    <>
      <p className="s13">{lead}</p>
      <ul className="dots s13 mt1">
        {trlQuestions.map(({ level, question }) => (
          <li key={said(question)}>
            {said(question)} <span className="muted nw">{words.level(level)}</span>
          </li>
        ))}
      </ul>
      <p className="s12 muted mt1">
        {words.information} {words.source(trlSource.name, formatDate(trlSource.asOf))}
      </p>
    </>
  );
}

/** What goes without: nobody to ask, or no sense of meaning. */
function Limits({ answer: { limitations } }: { answer: Suggestions }) {
  const { suggested: words } = useWords('listingForm');
  if (limitations.includes('away')) return <p className="s13">{words.away}</p>;
  if (limitations.includes('loading')) return <p className="s13">{words.loading}</p>;
  return limitations.includes('no_encoder') && limitations.includes('no_static_vectors') ? (
    <p className="s13 muted">{words.byWords}</p>
  ) : null;
}

/** Asks for suggestions when it is pressed, and shows them with their reasons; one press adds one, and nothing is added by itself. */
export function Suggested({ field }: { field: Helped }) {
  const { suggested: words } = useWords('listingForm');
  const { asked, ask } = useSuggestions();
  const button = useRef<HTMLDivElement>(null);
  const panel = useId();
  const onAdded = (name: string): void => {
    announce(words.added(name));
    // The pressed one goes: the way on begins where they were asked for.
    button.current?.querySelector('button')?.focus();
  };
  const isQuestions = field === 'trlEvidence';
  const what = words.askFor[field];
  const label = asked.is === 'answered' && !isQuestions ? words.askAgain : isQuestions ? words.askQuestions : words.ask;
  return (
    <div className="suggested">
      <div ref={button}>
        <Button
          small
          variant="quiet"
          aria-label={isQuestions ? label : `${label}: ${what}`}
          aria-controls={panel}
          busy={asked.is === 'asking'}
          busyLabel={words.asking}
          onClick={ask}
        >
          {label}
        </Button>
      </div>
      <section id={panel} aria-label={words.list(what)} aria-live="polite" hidden={asked.is === 'idle' || asked.is === 'asking'}>
        {asked.is === 'unsaved' ? <p className="s13 soft">{words.unsaved}</p> : null}
        {asked.is === 'failed' ? <ProblemNote problem={asked.problem} onRetry={ask} /> : null}
        {asked.is === 'answered' ? (
          <>
            {isQuestions ? null : <Limits answer={asked.answer} />}
            {field === 'fields' || field === 'sectors' ? <ClassChips field={field} answer={asked.answer} onAdded={onAdded} /> : null}
            {field === 'technologyKeywords' ? <WordChips answer={asked.answer} onAdded={onAdded} /> : null}
            {isQuestions ? <Questions answer={asked.answer} /> : <p className="s12 muted">{words.about}</p>}
          </>
        ) : null}
      </section>
    </div>
  );
}
