import type { ReactNode } from 'react';
import './pair.css';

/** A need above, an offer below, joined. */
export function Pair({ need, offer }: { need: ReactNode; offer: ReactNode }) {
  return (
    <div className="pair">
      <div className="thr" aria-hidden>
        <i />
        <i />
      </div>
      <div>
        <div>{need}</div>
        <div className="pair-offer">{offer}</div>
      </div>
    </div>
  );
}
