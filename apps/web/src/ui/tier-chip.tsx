import type { Tier } from '@ketnoi/domain/tiers';
import { IconEyeOff, IconLock, IconSignature, IconUsers, IconWorld } from '@tabler/icons-react';
import { useWords } from '../lib/i18n.ts';
import { Icon } from './icon.tsx';

const ICONS = { public: IconWorld, member: IconUsers, nda: IconSignature, room: IconLock, party: IconEyeOff } as const;

/** Who may see a block: always icon and word; `label` says more than the tier's own. */
export function TierChip({ tier, label }: { tier: Tier; label?: string }) {
  const { tiers } = useWords('shell');
  return (
    <span className={`tier ${tier}`}>
      <Icon of={ICONS[tier]} />
      {label ?? tiers[tier]}
    </span>
  );
}
