import type { Tier } from '@ketnoi/domain/tiers';
import type { ReactNode } from 'react';
import { TierChip } from './tier-chip.tsx';

type Props = { title: ReactNode; tier?: Tier | undefined; action?: ReactNode; main?: boolean; children: ReactNode };

/** A part of a page: a 2 px rule opens a main one, a hairline a part of a record; the tier chip or an act stands at the right end. */
export function Section({ title, tier, action, main = false, children }: Props) {
  return (
    <section className="sec">
      <div className={main ? 'sec-h' : 'sec-h thin'}>
        {title}
        {tier === undefined ? action : <TierChip tier={tier} />}
      </div>
      <div className={main ? undefined : 'sec-b'}>{children}</div>
    </section>
  );
}
