import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { useState } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { useKeys } from '../../ui/use-keys.ts';
import { PublishForm } from './publish-form.tsx';
import { ReturnForm } from './return-form.tsx';

type Mode = 'publish' | 'return';
type Props = { listing: ListingDetail; onDone: () => void };

/** Publish it, or return it with findings. */
export function Decision({ listing, onDone }: Props) {
  const words = useWords('review');
  const [mode, setMode] = useState<Mode>('publish');
  const choose = (one: Mode): void => {
    setMode(one);
    window.setTimeout(() => document.getElementById(`decide-${one}`)?.focus());
  };
  useKeys({ p: () => choose('publish'), r: () => choose('return') });
  const may = { publish: listing.can.includes('publish'), return: listing.can.includes('return') };
  if (!may.publish && !may.return) return <p className="soft">{words.own}</p>;
  return (
    <section className="panel" aria-label={words.decide}>
      <h3>{words.decide}</h3>
      <fieldset className="seg full mt1" aria-label={words.decide}>
        {(['publish', 'return'] as const).map((one) => (
          <button key={one} type="button" id={`decide-${one}`} aria-pressed={one === mode} onClick={() => setMode(one)}>
            {words[one]}
          </button>
        ))}
      </fieldset>
      <div className="mt4">
        {mode === 'publish' ? (
          <PublishForm key={listing.id} listing={listing} onDone={onDone} />
        ) : (
          <ReturnForm key={listing.id} listing={listing} onDone={onDone} />
        )}
      </div>
    </section>
  );
}
