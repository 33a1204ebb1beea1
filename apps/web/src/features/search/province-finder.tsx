import { readClassification } from '@ketnoi/contracts/classifications';
import { fold } from '@ketnoi/language/fold';
import { useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { oldNames, type Province } from './old-provinces.ts';

const MOST = 6;
const NAMES_MILLIS = 600_000;

/** Provinces by their name of today or of before July 2025, with or without marks; those whose name begins so come first. */
function foundBy(typed: string, provinces: readonly Province[]): { province: Province; old: string | undefined }[] {
  const asked = fold(typed.trim());
  if (asked === '') return [];
  const matches = provinces.flatMap((province) => {
    const names = [province.label.vi, province.label.en].map(fold);
    const old = oldNames(province).find((one) => fold(one).includes(asked));
    if (!names.some((one) => one.includes(asked)) && old === undefined) return [];
    return [{ province, old, first: [...names, fold(old ?? '')].some((one) => one.startsWith(asked)) }];
  });
  return matches.toSorted((one, other) => Number(other.first) - Number(one.first)).slice(0, MOST);
}

/** Finds a province by typing; an old name leads to the province of today. */
export function ProvinceFinder({ chosen, onToggle }: { chosen: readonly string[]; onToggle: (code: string) => void }) {
  const { findProvince: words } = useWords('search');
  const [typed, setTyped] = useState('');
  const { data } = useCall(readClassification, { params: { name: 'province' } }, { staleMillis: NAMES_MILLIS });
  const found = foundBy(typed, data?.items ?? []);
  return (
    <div className="finder">
      <input
        className="input sm facet-find"
        aria-label={words.label}
        placeholder={words.label}
        autoComplete="off"
        value={typed}
        ref={focusOnce}
        onChange={(event) => setTyped(event.target.value)}
      />
      {data !== undefined && typed.trim() !== '' && found.length === 0 ? <p className="s13 muted">{words.none}</p> : null}
      {found.map(({ province, old }) => (
        <label key={province.code} className="choice">
          <input type="checkbox" checked={chosen.includes(province.code)} onChange={() => onToggle(province.code)} />
          <span>
            {province.label[language]}
            {old === undefined ? null : <span className="muted"> · {words.formerly(old)}</span>}
          </span>
        </label>
      ))}
    </div>
  );
}

/** The reader has just asked for it. */
const focusOnce = (input: HTMLInputElement | null): void => input?.focus();
