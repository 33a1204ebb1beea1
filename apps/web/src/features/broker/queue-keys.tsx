import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useKeys } from '../../ui/use-keys.ts';

/** The keys of the queue, behind a button and behind `?`. */
export function KeysHelp() {
  const { keys: words } = useWords('broker');
  const { close } = useWords('shell');
  const [open, setOpen] = useState(false);
  useKeys({ '?': () => setOpen(true) });
  return (
    <>
      <Button small variant="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {words.open} <kbd aria-hidden>?</kbd>
      </Button>
      <Dialog open={open} title={words.title} closeLabel={close} onClose={() => setOpen(false)}>
        <dl className="kv keys">
          {words.list.map(([key, what]) => (
            <div key={key} className="kv-row">
              <dt>{key}</dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
