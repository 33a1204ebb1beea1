import { PAIR_REJECTIONS, type PairRejection } from '@ketnoi/domain/suggested-pair';
import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import type { CallProblem } from '../../lib/call-problem.ts';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { dayIn } from './queue.ts';

type Option = { value: string; label: string };
type FrameProps = {
  legend: string;
  options: readonly Option[];
  send: string;
  busy: boolean;
  problem: CallProblem | null;
  onSend: (value: string, note: string) => void;
  onCancel: () => void;
};

/** One of a few, by pointer, arrows or its number; Enter sends, Escape leaves. */
function ChoiceForm({ legend, options, send, busy, problem, onSend, onCancel }: FrameProps) {
  const words = useWords('broker');
  const [value, setValue] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [asks, setAsks] = useState(false);
  const name = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => box.current?.querySelector('input')?.focus(), []);
  const lacks = asks && value === null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAsks(true);
    if (value !== null) onSend(value, note.trim());
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') onCancel();
    const numbered = event.currentTarget.type === 'radio' ? options[Number(event.key) - 1] : undefined;
    if (numbered === undefined) return;
    event.preventDefault();
    setValue(numbered.value);
    box.current?.querySelectorAll('input')[Number(event.key) - 1]?.focus();
  };
  return (
    <form className="decide" onSubmit={submit}>
      <fieldset ref={box} aria-describedby={lacks ? `${name}-lacks` : undefined}>
        <legend>{legend}</legend>
        {options.map((one, index) => (
          <label key={one.value} className={one.value === value ? 'sel' : undefined}>
            <input type="radio" name={name} checked={one.value === value} onChange={() => setValue(one.value)} onKeyDown={press} />
            <kbd aria-hidden>{index + 1}</kbd>
            {one.label}
          </label>
        ))}
      </fieldset>
      <input
        className="input sm"
        aria-label={words.note}
        placeholder={words.note}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        onKeyDown={press}
      />
      {lacks ? (
        <p className="err" id={`${name}-lacks`} role="alert">
          {words.chooseReason}
        </p>
      ) : null}
      {problem === null ? null : <ProblemNote problem={problem} />}
      <div className="row">
        <Button small type="submit" busy={busy} busyLabel={words.sending}>
          {send}
        </Button>
        <Button small variant="quiet" onClick={onCancel}>
          {words.cancel}
        </Button>
      </div>
    </form>
  );
}

type Props = Pick<FrameProps, 'busy' | 'problem' | 'onCancel'>;

/** Why a pair is rejected. */
export function RejectForm({ onReject, ...frame }: Props & { onReject: (reason: PairRejection, note: string) => void }) {
  const words = useWords('broker');
  const options = PAIR_REJECTIONS.map((value) => ({ value, label: words.reasons[value] }));
  return (
    <ChoiceForm
      {...frame}
      legend={words.rejecting}
      options={options}
      send={words.send}
      onSend={(value, note) => onReject(value as PairRejection, note)}
    />
  );
}

const DELAYS = [1, 7, 30, 90] as const;

/** Until when a pair is laid aside. */
export function LaterForm({ onLater, ...frame }: Props & { onLater: (until: string, note: string) => void }) {
  const words = useWords('broker');
  const options = DELAYS.map((days) => ({ value: dayIn(days), label: `${words.delays[days]}, ${formatDate(dayIn(days))}` }));
  return <ChoiceForm {...frame} legend={words.postponing} options={options} send={words.postpone} onSend={onLater} />;
}
