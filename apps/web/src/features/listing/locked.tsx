import type { ListingFieldName } from '@ketnoi/domain/listing-fields';
import { TIERS } from '@ketnoi/domain/tiers';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { LockedBlock } from '../../ui/locked-block.tsx';
import { Section } from '../../ui/section.tsx';
import type { Listing } from './listing.ts';

/** What exists but is not open to this reader, tier by tier: the headings inside and what opens them. */
export function Locked({ listing }: { listing: Listing }) {
  const { locked: words } = useWords('listing');
  const fields = useWords('fields');
  const session = useSession();
  // What is the own side's alone is nobody else's business, not even that it exists.
  const shown = TIERS.filter((tier) => tier !== 'party' && listing.locked.some((one) => one.tier === tier));
  if (shown.length === 0) return null;
  const name = (field: string): string => fields[field as ListingFieldName];
  return (
    <Section title={<h2>{words.heading}</h2>}>
      {shown.map((tier) => {
        const blocks = listing.locked.filter((one) => one.tier === tier);
        return (
          <LockedBlock
            key={tier}
            tier={tier}
            title={words.title[tier]}
            inside={blocks.map((one) => (one.rows === undefined ? name(one.field) : words.rows(name(one.field), one.rows)))}
            how={
              <>
                {words.how[tier]}{' '}
                {tier === 'member' && session.status === 'anonymous' ? <Link to={paths.login}>{words.signIn}</Link> : null}
              </>
            }
          />
        );
      })}
    </Section>
  );
}
