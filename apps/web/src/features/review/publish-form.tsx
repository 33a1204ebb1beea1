import { readClassification } from '@ketnoi/contracts/classifications';
import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { publishListing } from '@ketnoi/contracts/listings';
import type { FormEvent } from 'react';
import { etagOf, useAct, useCall } from '../../lib/api.ts';
import { errorsOf } from '../../lib/form-errors.ts';
import { formatDate } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { useFields, type Fields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { toast } from '../../ui/toast.tsx';

const KEEP = 'keep';

/** The owner's declaration, and the moderator's own finding where he looked himself. */
function ListCheck({ listing, form }: { listing: ListingDetail; form: Fields }) {
  const words = useWords('review').listCheck;
  const { data } = useCall(readClassification, { params: { name: 'list_status' } });
  const declared = listing.values.listCheck;
  const label = (code: string): string => data?.items.find((one) => one.code === code)?.label[language] ?? code;
  const statuses = (data?.items ?? []).filter((one) => one.code !== 'not_checked' && one.code !== 'prohibited');
  const chosen = form.values['listCheck.status'] ?? KEEP;
  return (
    <>
      <p className="s13 soft">
        {given(declared) ? words.declared(label(declared.status), declared.basis, formatDate(declared.date)) : words.none}
      </p>
      <Choices
        id="listCheck.status"
        legend={words.yours}
        many={false}
        error={form.errors['listCheck.status']}
        choices={[{ value: KEEP, label: words.keep }, ...statuses.map((one) => ({ value: one.code, label: one.label[language] }))]}
        chosen={[chosen]}
        onChange={([one]) => form.set('listCheck.status', one ?? KEEP)}
      />
      {chosen === KEEP ? null : <TextField {...form.bind('listCheck.basis')} label={words.basis} hint={words.basisHint} max={300} />}
    </>
  );
}

/** Publishes the version in review, with the moderator's look at the technology lists if he took one. */
export function PublishForm({ listing, onDone }: { listing: ListingDetail; onDone: () => void }) {
  const words = useWords('review');
  const form = useFields<Record<string, string>>({ 'listCheck.status': KEEP, 'listCheck.basis': '', note: '' });
  const act = useAct(publishListing);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const status = form.values['listCheck.status'] ?? KEEP;
    const basis = form.values['listCheck.basis']?.trim() ?? '';
    const note = form.values['note']?.trim() ?? '';
    if (status !== KEEP && basis === '') return form.refuse({ 'listCheck.basis': words.listCheck.basisMissing });
    const body = { ...(status === KEEP ? {} : { listCheck: { status, basis } }), ...(note === '' ? {} : { note }) };
    act.mutate(
      { params: { id: listing.id }, body, etag: etagOf(listing) },
      {
        onSuccess: () => {
          toast(words.published);
          onDone();
        },
        onError: (problem) => form.refuse(errorsOf(problem)),
      },
    );
  };
  return (
    <form className="stack" noValidate onSubmit={submit}>
      {listing.side === 'offer' ? <ListCheck listing={listing} form={form} /> : null}
      <TextField {...form.bind('note')} label={words.note} optional rows={2} max={2000} />
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <Button variant="primary" type="submit" full busy={act.isPending} busyLabel={words.publishing}>
        {words.publish}
      </Button>
    </form>
  );
}
