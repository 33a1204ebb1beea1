import type { TextBlock } from '@ketnoi/domain/listing-fields';
import { readText } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { Section } from '../../ui/section.tsx';
import { tierFor, translationOf, type Listing } from './listing.ts';

type Props = { listing: Listing; block: TextBlock };

const PARAGRAPH = /\n{2,}/u;

/** A text of the listing in paragraphs; says so when it is in the other language or a translation, unless it stands among short values (`brief`). */
export function Prose({ listing, block, brief = false }: Props & { brief?: boolean }) {
  const words = useWords('listing');
  const read = readText(listing.texts[block]);
  if (read === null) return null;
  const translation = translationOf(listing, block, read.language);
  const notes = [read.language === language ? null : words.onlyIn[read.language], translation === null ? null : words[translation]].filter(
    (one) => one !== null,
  );
  return (
    <div className="prose">
      {read.text.split(PARAGRAPH).map((paragraph, index) => (
        <p key={index} lang={read.language === language ? undefined : read.language} className="lines">
          {paragraph}
        </p>
      ))}
      {brief || notes.length === 0 ? null : <p className="s12 muted">{notes.join('; ')}</p>}
    </div>
  );
}

/** A text with its own heading and tier; nothing when the listing has none. */
export function TextSection({ listing, block, title }: Props & { title?: string }) {
  const fields = useWords('fields');
  if (readText(listing.texts[block]) === null) return null;
  return (
    <Section title={<h2>{title ?? fields[block]}</h2>} tier={tierFor(listing, block)}>
      <Prose listing={listing} block={block} />
    </Section>
  );
}
