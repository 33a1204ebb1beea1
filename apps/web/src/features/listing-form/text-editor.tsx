import type { Bilingual, Language } from '@ketnoi/domain/language';
import type { Translation } from '@ketnoi/domain/listing-content';
import { TEXT_BLOCKS, type TextBlock } from '@ketnoi/domain/listing-fields';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { language, otherLanguage } from '../../lib/language.ts';
import { Tick } from '../../ui/choices.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useCellError, useEntry } from './form-context.ts';
import { useFrame } from './field-frame.tsx';

const NOTHING: Bilingual = { vi: null, en: null };

/** Lines a text of this length begins with; none for a single line. */
const linesFor = (max: number): number | undefined => (max <= 160 ? undefined : max <= 500 ? 3 : max <= 2000 ? 4 : 7);

/** Says of a text in the second language that it is not its owner's own words. */
function TranslationTick({ block }: { block: TextBlock }) {
  const { languages } = useWords('listingForm');
  const [translations, setTranslations] = useEntry<Translation[]>('translations');
  const all = translations ?? [];
  const isOne = (one: Translation): boolean => one.block === block && one.language === otherLanguage && one.status !== 'own';
  const tick = (checked: boolean): void => {
    const rest = all.filter((one) => !(one.block === block && one.language === otherLanguage));
    setTranslations([...rest, { block, language: otherLanguage, status: checked ? 'translated' : 'own' }]);
  };
  return <Tick label={languages.translated} checked={all.some(isOne)} onChange={tick} />;
}

/** What is typed anew is its owner's own words again, as the server takes it, until somebody says otherwise. */
function useOwnWords(block: TextBlock): (of: Language) => void {
  const [translations, setTranslations] = useEntry<Translation[]>('translations');
  return (of) => {
    const marked = (one: Translation): boolean => one.block === block && one.language === of && one.status !== 'own';
    if (translations?.some(marked) === true)
      setTranslations(translations.map((one) => (marked(one) ? { ...one, status: 'own' as const } : one)));
  };
}

/** A text in the language of the page; the other language stands beside it once it is asked for or there. */
export function TextEditor({ block }: { block: TextBlock }) {
  const { languages } = useWords('listingForm');
  const frame = useFrame(block);
  const { shape } = TEXT_BLOCKS[block];
  const max = shape.type === 'text' ? shape.max : 0;
  const [text, setText] = useEntry<Bilingual>(`texts.${block}`);
  const [asked, setAsked] = useState(false);
  const secondError = useCellError(block, otherLanguage);
  const firstError = useCellError(block, language);
  const second = asked || (text?.[otherLanguage] ?? null) !== null;
  const ownAgain = useOwnWords(block);
  const write = (of: Language, typed: string): void => {
    setText({ ...(text ?? NOTHING), [of]: typed === '' ? null : typed });
    ownAgain(of);
  };
  const rows = linesFor(max);
  return (
    <div className="text-ed">
      <div className={second ? 'both' : undefined}>
        <TextField
          {...frame}
          label={second ? languages.named(frame.label, languages[language]) : frame.label}
          error={frame.error ?? firstError}
          value={text?.[language] ?? ''}
          onChange={(typed) => write(language, typed)}
          max={max}
          rows={rows}
          lang={language}
        />
        {second ? (
          <div>
            <TextField
              label={languages.named(frame.label, languages[otherLanguage])}
              error={secondError}
              value={text?.[otherLanguage] ?? ''}
              onChange={(typed) => write(otherLanguage, typed)}
              max={max}
              rows={rows}
              lang={otherLanguage}
            />
            {(text?.[otherLanguage] ?? null) === null ? null : <TranslationTick block={block} />}
          </div>
        ) : null}
      </div>
      {second ? null : (
        <button type="button" className="as-link s13" onClick={() => setAsked(true)}>
          {languages.add[otherLanguage]}
          <span className="sr">: {frame.label}</span>
        </button>
      )}
    </div>
  );
}
