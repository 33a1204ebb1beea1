import { listDismissed, listMatches, sendMatchFeedback, undoMatchFeedback } from '@ketnoi/contracts/matches';
import { FEEDBACK_REASONS, type FeedbackReason } from '@ketnoi/domain/match';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { call, invalidate, useAct } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { announce } from '../../ui/announcer.tsx';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';

/** After an answer the list is another one: read again, and so is what is hidden. */
const readAgain = async (): Promise<void> => {
  await Promise.all([invalidate(listMatches), invalidate(listDismissed)]);
};

/** Takes back what was said of a match. */
export async function showAgain(matchId: string): Promise<void> {
  await call(undoMatchFeedback, { params: { id: matchId } });
  await readAgain();
}

type Props = {
  id: string;
  matchId: string;
  title: string;
  /** It is hidden: `undone` is called when the reader takes that back. */
  onDone: () => void;
  onUndone: () => void;
  onCancel: () => void;
};
type Said = { reason: FeedbackReason | null; note: string };

/** Sends why a match does not fit; the message that it is hidden carries the way back. */
function useSending({ matchId, title, onDone, onUndone }: Props) {
  const { not: words } = useWords('matches');
  const act = useAct(sendMatchFeedback);
  const undo = (): void => {
    onUndone();
    showAgain(matchId).then(
      () => announce(words.undone(title)),
      () => announce(words.undoFailed),
    );
  };
  const send = ({ reason, note }: { reason: FeedbackReason; note: string }): void => {
    const typed = note.trim();
    const body = { verdict: 'not_relevant' as const, reason, ...(typed === '' ? {} : { note: typed }) };
    const onSuccess = (): void => {
      toast(words.done(title), { label: words.undo, act: undo });
      onDone();
      void readAgain();
    };
    act.mutate({ params: { id: matchId }, body }, { onSuccess });
  };
  return { send, busy: act.isPending, problem: act.error };
}

function Reasons({ said, lacks, onSay }: { said: Said; lacks: string | undefined; onSay: (said: Said) => void }) {
  const { not: words } = useWords('matches');
  const name = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  return (
    <fieldset ref={box} aria-label={words.label} aria-describedby={lacks}>
      {FEEDBACK_REASONS.map((one) => (
        <label key={one} className={one === said.reason ? 'sel' : undefined}>
          <input type="radio" name={name} checked={one === said.reason} onChange={() => onSay({ ...said, reason: one })} />
          {words.reasons[one]}
        </label>
      ))}
    </fieldset>
  );
}

/** Why not this one: one press and a reason hide it, and the list is sorted anew. */
export function NotThis(props: Props) {
  const { id, onCancel } = props;
  const { not: words } = useWords('matches');
  const [said, setSaid] = useState<Said>({ reason: null, note: '' });
  const [asks, setAsks] = useState(false);
  const { send, busy, problem } = useSending(props);
  const lacks = asks && said.reason === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsks(true);
    if (said.reason !== null) send({ reason: said.reason, note: said.note });
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onCancel();
  };
  return (
    <form id={id} className="not-this mt2" onSubmit={submit}>
      <Reasons said={said} lacks={lacks ? `${id}-lacks` : undefined} onSay={setSaid} />
      <input
        className="input sm"
        aria-label={words.note}
        placeholder={words.note}
        maxLength={500}
        value={said.note}
        onChange={(event) => setSaid({ ...said, note: event.target.value })}
        onKeyDown={escape}
      />
      {lacks ? (
        <p className="err" id={`${id}-lacks`} role="alert">
          {words.choose}
        </p>
      ) : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="row between">
        <span className="s12 muted not-this-who">{words.who}</span>
        <span className="row">
          <Button small variant="quiet" onClick={onCancel}>
            {words.cancel}
          </Button>
          <Button small type="submit" busy={busy} busyLabel={words.sending}>
            {words.send}
          </Button>
        </span>
      </div>
    </form>
  );
}
