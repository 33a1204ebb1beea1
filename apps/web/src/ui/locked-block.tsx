import type { Tier } from '@ketnoi/domain/tiers';
import type { ReactNode } from 'react';
import { TierChip } from './tier-chip.tsx';

type Props = { tier: Tier; title: string; inside: readonly string[]; how: ReactNode };

/** What this reader may not see yet: the headings inside, what opens them. Never blurred text. */
export function LockedBlock({ tier, title, inside, how }: Props) {
  return (
    <div className={`locked ${tier} mt3`}>
      <div className="row between top">
        <b className="s14">{title}</b>
        <TierChip tier={tier} />
      </div>
      <ul className="s14 soft mt1 dots">
        {inside.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p className="s13 soft mt2">{how}</p>
    </div>
  );
}
