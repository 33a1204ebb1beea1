import { formatDate, readText } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { Note } from '../../ui/note.tsx';
import { Section } from '../../ui/section.tsx';
import type { Label } from '../../lib/labels.ts';
import type { Listing } from './listing.ts';
import { Prose } from './text.tsx';

/** What was checked, by whom and when; what its owner only declares looks different. */
export function Compliance({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  const fields = useWords('fields');
  const { listCheck, exportControlled, integrity } = listing.values;
  const hazard = readText(listing.texts.hazardNote);
  if (!given(listCheck) && exportControlled !== true && !given(integrity) && hazard === null) return null;
  const declared = ['authorship', 'approvals', 'conflicts', 'funding', 'aiUse'] as const;
  return (
    <Section title={<h2>{words.compliance}</h2>} tier="public">
      {exportControlled === true ? <Note kind="warn">{words.exportControlled}</Note> : null}
      <dl className="kv mt2">
        {!given(listCheck) ? null : (
          <div className="kv-row">
            <dt>{fields.listCheck}</dt>
            <dd>
              {words.check(label('list_status', listCheck.status), words.checkedBy[listCheck.checkedBy], formatDate(listCheck.date))}
              <span className="muted">
                {' '}
                · {words.basis}: {listCheck.basis}
              </span>
            </dd>
          </div>
        )}
        {hazard === null ? null : (
          <div className="kv-row">
            <dt>{fields.hazardNote}</dt>
            <dd>
              <Prose listing={listing} block="hazardNote" />
            </dd>
          </div>
        )}
        {!given(integrity)
          ? null
          : declared.map((name) => (
              <div className="kv-row" key={name}>
                <dt>{words.integrity[name]}</dt>
                <dd>{integrity[name]}</dd>
              </div>
            ))}
      </dl>
      {!given(integrity) ? null : <p className="s13 muted mt2">{words.integrity.declared(formatDate(integrity.declaredOn))}</p>}
    </Section>
  );
}

/** Claims that somebody else stands behind. */
export function Badges({ listing }: { listing: Listing }) {
  const { badge: words, badges: title } = useWords('listing');
  const rows = listing.values.badges;
  if (!given(rows) || rows.length === 0) return null;
  return (
    <Section title={<h2>{title}</h2>} tier="public">
      <table className="tbl flow">
        <thead>
          <tr>
            <th>{words.claim}</th>
            <th>{words.assessor}</th>
            <th>{words.scope}</th>
            <th>{words.date}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">{readText(row.claim)?.text}</th>
              <td data-l={words.assessor}>{row.assessor}</td>
              <td data-l={words.scope}>{readText(row.scope)?.text}</td>
              <td data-l={words.date}>{formatDate(row.date)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}
