import { useDeferredValue } from 'react';
import { isFilled } from '@ketnoi/domain/listing-content';
import { useWords } from '../../lib/i18n.ts';
import { organisationName } from '../../lib/format.ts';
import { useLabels } from '../../lib/labels.ts';
import { CheckList } from './check-list.tsx';
import { FieldList } from './field-list.tsx';
import { OwnerEditor, VisibilityEditor } from './head-editors.tsx';
import { NEED_GROUPS } from './plan.ts';
import { PreviewPanel, useOwner, type Renderers } from './preview-panel.tsx';
import { useProgress } from './progress.ts';
import { QualityPanel } from './quality-panel.tsx';
import { useForm } from './form-context.ts';

type Props = Renderers & {
  open: ReadonlySet<string>;
  onToggle: (group: string, open: boolean) => void;
  onSubmitted: (state: string) => void;
};

/** Where the need is: not asked, because the organisation says it. */
function Province() {
  const words = useWords('listingForm').province;
  const owner = useOwner();
  const label = useLabels([['province', owner?.provinceCode]]);
  const known = owner !== null && owner.provinceCode !== null;
  return (
    <div className="field">
      <div className="lab">
        <span className="lab-text">{words.label}</span>
      </div>
      <p className="s14">
        {known ? (
          words.from(label('province', owner.provinceCode ?? ''), organisationName(owner))
        ) : (
          <span className="muted">{words.later}</span>
        )}
      </p>
    </div>
  );
}

/** A need on one page: five things that must be said, the rest folded away. */
export function NeedForm({ open, onToggle, onSubmitted, renderPart, renderWhole }: Props) {
  const { groups: words } = useWords('listingForm');
  const { state } = useForm();
  const { kind, content } = useProgress(state.entries);
  // Typing goes first; what stands beside it may come a moment later.
  const calm = useDeferredValue(content);
  const [basic, ...more] = NEED_GROUPS;
  return (
    <div className="wiz of-need">
      <form noValidate onSubmit={(event) => event.preventDefault()}>
        <div className="stack">
          <h2>{words.basic}</h2>
          <FieldList fields={basic.fields} kind={kind} content={content} />
          <Province />
          <OwnerEditor />
          <div>
            <h2>{words.more}</h2>
            <p className="s13 soft mt1">{words.moreText}</p>
            <div className="mt3">
              {more.map((group) => {
                const filled = group.fields.filter((field) => isFilled(content, field)).length;
                return (
                  <details
                    key={group.id}
                    className="folded"
                    open={open.has(group.id)}
                    onToggle={(event) => onToggle(group.id, event.currentTarget.open)}
                  >
                    <summary>
                      {words[group.id]}
                      {filled === 0 ? null : <small>{words.filled(filled)}</small>}
                    </summary>
                    <div className="stack">
                      <FieldList fields={group.fields} kind={kind} content={content} />
                      {group.id === 'people' ? <VisibilityEditor /> : null}
                    </div>
                  </details>
                );
              })}
            </div>
          </div>
          <CheckList kind={kind} content={content} onSubmitted={onSubmitted} />
        </div>
      </form>
      <aside className="wiz-side stack">
        <QualityPanel side="need" content={calm} />
        <PreviewPanel part="need" content={calm} renderPart={renderPart} renderWhole={renderWhole} />
      </aside>
    </div>
  );
}
