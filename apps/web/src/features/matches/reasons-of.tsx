import type { Matched } from '@ketnoi/contracts/matches';
import { useLabels } from '../../lib/labels.ts';
import { classesOf, EvidenceTies } from './evidence.tsx';
import { Reasons, ReasonsInWords } from './reasons.tsx';
import { greatestPart, type Sides } from './sides.ts';
import './matches.css';

/** The reasons of one pair by themselves: bars, both sides tied, every reason in words. */
export function ReasonsOf({ reasons, score, sides }: { reasons: Matched['reasons']; score: number; sides: Sides }) {
  const label = useLabels(classesOf([{ reasons }]));
  return (
    <>
      <div>
        <Reasons reasons={reasons} score={score} most={greatestPart([{ reasons }])} sides={sides} />
      </div>
      <div>
        <EvidenceTies reasons={reasons} sides={sides} label={label} />
        <ReasonsInWords reasons={reasons} />
      </div>
    </>
  );
}
