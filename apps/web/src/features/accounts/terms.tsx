import { TERMS_VERSION } from '@ketnoi/domain/account';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { Tick } from '../../ui/choices.tsx';
import { Dialog } from '../../ui/dialog.tsx';

type Props = { id: string; accepted: boolean; error: string | undefined; onChange: (accepted: boolean) => void };

/** The consent, never given beforehand, with the terms within reach. */
export function TermsConsent({ id, accepted, error, onChange }: Props) {
  const words = useWords('accounts');
  const { close } = useWords('shell');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Tick
        id={id}
        checked={accepted}
        onChange={onChange}
        error={error}
        label={`${words.register.terms} ${words.register.termsLink}, ${words.register.termsVersion(TERMS_VERSION)}.`}
      />
      <button type="button" className="as-link s14" onClick={() => setOpen(true)}>
        {words.terms.title}
      </button>
      <Dialog open={open} title={words.terms.title} closeLabel={close} onClose={() => setOpen(false)}>
        <p className="s13 muted">{words.register.termsVersion(TERMS_VERSION)}</p>
        <ol className="numbers stack-s mt3 s14">
          {words.terms.points.map((point) => (
            <li key={point}>{point}</li>
          ))}
        </ol>
      </Dialog>
    </>
  );
}
