import { listOrganisations } from '@ketnoi/contracts/organisations';
import { OFFER_KINDS } from '@ketnoi/domain/listing-fields';
import { useState } from 'react';
import { useCall } from '../../lib/api.ts';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { Choices, Tick } from '../../ui/choices.tsx';
import { CodePicker } from '../../ui/code-picker.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useEntry, useForm } from './form-context.ts';
import { changeOwner } from './save-draft.ts';

/** What kind of offer it is. */
export function KindEditor() {
  const { head } = useWords('listingForm');
  const { kinds } = useWords('shell');
  const { state } = useForm();
  const [kind, setKind] = useEntry<string>('kind');
  return (
    <Choices
      id="f-kind"
      legend={head.kind}
      error={state.errors['kind']}
      many={false}
      columns
      choices={OFFER_KINDS.map((one) => ({ value: one, label: kinds[one], hint: head.kindHints[one] }))}
      chosen={kind === null ? [] : [kind]}
      onChange={([one]) => (one === undefined ? undefined : setKind(one))}
    />
  );
}

/** Who appears, who may read, whether one may be contacted, and how the text may be used again. */
export function VisibilityEditor() {
  const { head } = useWords('listingForm');
  const { draft, state } = useForm();
  const [masked, setMasked] = useEntry<boolean>('masked');
  const [audience, setAudience] = useEntry<string>('audience');
  const [open, setOpen] = useEntry<boolean>('openForInterest');
  const [licence, setLicence] = useEntry<string>('textLicence');
  return (
    <fieldset className="choices">
      <legend>{head.visibility}</legend>
      <Tick
        id="f-masked"
        label={head.masked}
        hint={head.maskedHint}
        error={state.errors['masked']}
        checked={masked === true}
        onChange={setMasked}
      />
      {draft.side === 'need' ? (
        <Tick
          id="f-audience"
          label={head.private}
          hint={head.privateHint}
          error={state.errors['audience']}
          checked={audience === 'private_search'}
          onChange={(checked) => setAudience(checked ? 'private_search' : 'public')}
        />
      ) : null}
      <Tick
        id="f-openForInterest"
        label={head.openForInterest}
        hint={head.openForInterestHint}
        checked={open === true}
        onChange={setOpen}
      />
      <div className="mt3">
        <TextField
          id="f-textLicence"
          label={head.textLicence}
          optional
          hint={head.textLicenceHint}
          max={120}
          value={licence ?? ''}
          onChange={setLicence}
        />
      </div>
    </fieldset>
  );
}

function OwnerPicker({ value, onPick }: { value: string | null; onPick: (id: string | null) => void }) {
  const { head } = useWords('listingForm');
  const { data } = useCall(listOrganisations, { query: { membership: 'member', limit: 100 } });
  const options = (data?.items ?? []).map((one) => ({
    code: one.id,
    label: organisationName({ name: one.legalName, englishName: one.englishName }),
    parent: null,
  }));
  return (
    <CodePicker
      id="f-owner"
      label={head.ownerId}
      hint={head.ownerHint}
      options={options}
      chosen={value === null ? [] : [value]}
      max={1}
      onChange={(ids) => onPick(ids.at(-1) ?? null)}
    />
  );
}

/** Whose listing it is: one's own organisation's, or another one's that must consent. */
export function OwnerEditor() {
  const { head } = useWords('listingForm');
  const { draft, state } = useForm();
  const session = useSession();
  const control = state.detail?.control ?? null;
  const entered =
    control !== null && control.ownerOrganisation.id !== control.enteringOrganisation.id ? control.ownerOrganisation.id : null;
  const owner = entered ?? draft.owner;
  const [other, setOther] = useState(owner !== null);
  // A listing that was handed in keeps its owner.
  if (session.status !== 'open' || (state.detail !== null && state.detail.state !== 'draft')) {
    return entered === null || control === null ? null : (
      <p className="s13 soft">{head.ownerFixed(organisationName(control.ownerOrganisation))}</p>
    );
  }
  return (
    <fieldset className="choices">
      <legend>{head.owner[draft.side]}</legend>
      <Tick
        label={head.ownerOther}
        hint={head.ownerHint}
        checked={other}
        onChange={(checked) => {
          setOther(checked);
          if (!checked && owner !== null) void changeOwner(draft, null);
        }}
      />
      {other ? <OwnerPicker value={owner} onPick={(id) => void changeOwner(draft, id)} /> : null}
    </fieldset>
  );
}
