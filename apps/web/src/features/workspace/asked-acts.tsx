import { closeListing, retractListing, returnListing, withdrawListing, type MyListing } from '@ketnoi/contracts/listings';
import { CLOSE_OUTCOMES, type CloseOutcome } from '@ketnoi/domain/listing';
import type { FormEvent, ReactNode } from 'react';
import { etagOfVersion, useAct } from '../../lib/api.ts';
import type { CallProblem } from '../../lib/call-problem.ts';
import { useWords } from '../../lib/i18n.ts';
import { useFields } from '../../lib/use-fields.ts';
import { Button } from '../../ui/button.tsx';
import { Choices } from '../../ui/choices.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { TextField } from '../../ui/text-field.tsx';

/** Acts that ask something first. */
export type AskedAct = 'withdraw' | 'close' | 'retract' | 'return';
type Props = { listing: MyListing; onDone: () => void; onCancel: () => void };

type FrameProps = {
  act: AskedAct;
  busy: boolean;
  problem: CallProblem | null;
  danger?: boolean;
  onSubmit: () => void;
  onCancel: () => void;
  children: ReactNode;
};

/** The question of an act below its listing; focus goes to its first input. */
function Frame({ act, busy, problem, danger = false, onSubmit, onCancel, children }: FrameProps) {
  const words = useWords('workspace');
  const { cancel } = useWords('forms');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className="panel stack-s mt3 asked" noValidate onSubmit={submit}>
      {children}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="row">
        <Button small type="submit" variant={danger ? 'danger' : 'primary'} busy={busy} busyLabel={words.ask.sending}>
          {words.acts[act]}
        </Button>
        <Button small variant="quiet" onClick={onCancel}>
          {cancel}
        </Button>
      </div>
    </form>
  );
}

function Withdraw({ listing, onDone, onCancel }: Props) {
  const words = useWords('workspace').ask;
  const act = useAct(withdrawListing);
  const submit = (): void => act.mutate({ params: { id: listing.id }, etag: etagOfVersion(listing) }, { onSuccess: onDone });
  return (
    <Frame act="withdraw" danger busy={act.isPending} problem={act.error} onSubmit={submit} onCancel={onCancel}>
      <p>{words.withdraw}</p>
    </Frame>
  );
}

function Close({ listing, onDone, onCancel }: Props) {
  const words = useWords('workspace');
  const form = useFields({ outcome: '' });
  const act = useAct(closeListing);
  const fitting = CLOSE_OUTCOMES.filter((one) => listing.side === 'need' || one === 'deal' || one === 'owner_decision');
  const submit = (): void => {
    if (form.values.outcome === '') return form.refuse({ outcome: words.ask.needed });
    act.mutate(
      { params: { id: listing.id }, body: { outcome: form.values.outcome as CloseOutcome }, etag: etagOfVersion(listing) },
      { onSuccess: onDone },
    );
  };
  return (
    <Frame act="close" busy={act.isPending} problem={act.error} onSubmit={submit} onCancel={onCancel}>
      <Choices
        id="outcome"
        legend={words.ask.close}
        many={false}
        error={form.errors['outcome']}
        choices={fitting.map((one) => ({ value: one, label: words.outcomes[one] }))}
        chosen={form.values.outcome === '' ? [] : [form.values.outcome]}
        onChange={([one]) => form.set('outcome', one ?? '')}
      />
    </Frame>
  );
}

function Retract({ listing, onDone, onCancel }: Props) {
  const words = useWords('workspace').ask;
  const form = useFields({ noticeVi: '', noticeEn: '' });
  const act = useAct(retractListing);
  const submit = (): void => {
    const { noticeVi, noticeEn } = form.values;
    const empty = (['noticeVi', 'noticeEn'] as const).filter((name) => form.values[name].trim() === '');
    if (empty.length > 0) return form.refuse(Object.fromEntries(empty.map((name) => [name, words.needed])));
    act.mutate(
      { params: { id: listing.id }, body: { notice: { vi: noticeVi.trim(), en: noticeEn.trim() } }, etag: etagOfVersion(listing) },
      { onSuccess: onDone },
    );
  };
  return (
    <Frame act="retract" danger busy={act.isPending} problem={act.error} onSubmit={submit} onCancel={onCancel}>
      <p>{words.retract}</p>
      <TextField {...form.bind('noticeVi')} label={words.noticeVi} rows={3} max={1000} lang="vi" />
      <TextField {...form.bind('noticeEn')} label={words.noticeEn} rows={3} max={1000} lang="en" />
    </Frame>
  );
}

function Return({ listing, onDone, onCancel }: Props) {
  const words = useWords('workspace').ask;
  const form = useFields({ note: '' });
  const act = useAct(returnListing);
  const submit = (): void => {
    const note = form.values.note.trim();
    if (note === '') return form.refuse({ note: words.needed });
    act.mutate({ params: { id: listing.id }, body: { findings: [], note }, etag: etagOfVersion(listing) }, { onSuccess: onDone });
  };
  return (
    <Frame act="return" busy={act.isPending} problem={act.error} onSubmit={submit} onCancel={onCancel}>
      <TextField {...form.bind('note')} label={words.return} hint={words.returnHint} rows={3} max={2000} />
    </Frame>
  );
}

const FORMS = { withdraw: Withdraw, close: Close, retract: Retract, return: Return } as const;

/** What an act asks before it is done. */
export function Asked({ act, ...props }: Props & { act: AskedAct }) {
  const Form = FORMS[act];
  return <Form {...props} />;
}
