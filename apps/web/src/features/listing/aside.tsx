import { IconPrinter, IconShare } from '@tabler/icons-react';
import { useState } from 'react';
import { node } from '../../lib/boot.ts';
import { formatDate, organisationName } from '../../lib/format.ts';
import { given } from '../../lib/given.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toast } from '../../ui/toast.tsx';
import type { Label } from '../../lib/labels.ts';
import type { Listing } from './listing.ts';

function Owner({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  const { organisation } = listing;
  if (organisation === null) {
    return (
      <section className="panel">
        <b className="s14">{words.hiddenOwner}</b>
        <p className="s13 muted mt1">{words.hiddenOwnerText}</p>
      </section>
    );
  }
  const name = organisationName(organisation);
  const about = [
    label('organisation_type', organisation.typeCode),
    organisation.provinceCode === null ? null : label('province', organisation.provinceCode),
  ].filter((one) => one !== null);
  return (
    <section className="panel">
      <p className="s13 muted">{listing.side === 'need' ? words.seeker : words.owner}</p>
      <div className="row top mt1 owner">
        <Avatar name={name} square />
        <div>
          <b className="s14">{name}</b>
          <p className="s13 muted">{about.join(' · ')}</p>
        </div>
      </div>
    </section>
  );
}

/** The way the exchange publishes to reach the other side; nothing where it publishes none. */
function ContactByExchange({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const email = node?.contact?.email;
  if (!given(email) || !listing.openForInterest || listing.retracted || listing.reference === null) return null;
  return (
    <>
      <a className="btn pri full" href={`mailto:${email}?subject=${encodeURIComponent(listing.reference)}`}>
        {words.contact}
      </a>
      <p className="s13 muted mt1">{words.contactText}</p>
    </>
  );
}

function Tools({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const [refused, setRefused] = useState<string | null>(null);
  const share = (): void => {
    const address = window.location.origin + window.location.pathname;
    navigator.clipboard.writeText(address).then(
      () => toast(words.shared),
      () => setRefused(address),
    );
  };
  return (
    <section className="panel tools">
      {listing.can.includes('edit') ? (
        <ButtonLink variant="primary" full to={paths.editListing} params={{ id: listing.id }}>
          {words.edit}
        </ButtonLink>
      ) : null}
      <ContactByExchange listing={listing} />
      <div className="row">
        <Button small variant="quiet" onClick={share}>
          <Icon of={IconShare} />
          {words.share}
        </Button>
        <Button small variant="quiet" onClick={() => window.print()}>
          <Icon of={IconPrinter} />
          {words.print}
        </Button>
      </div>
      {refused === null ? null : (
        <label className="s13">
          {words.shareFailed}
          <input className="input mt1" readOnly value={refused} onFocus={(event) => event.target.select()} />
        </label>
      )}
      <dl className="kv s13 mt2">
        {listing.reference === null ? null : (
          <div className="kv-row">
            <dt>{words.reference}</dt>
            <dd className="tnum">{listing.reference}</dd>
          </div>
        )}
      </dl>
    </section>
  );
}

/** Where an imported text comes from and under what licence. */
function Source({ listing }: { listing: Listing }) {
  const words = useWords('listing');
  const { origin } = listing;
  const foreign = origin.node !== node?.code;
  if (origin.licence === null && origin.sourceUrl === null && !foreign) return null;
  return (
    <section className="panel">
      <h3>{words.source}</h3>
      {foreign ? <p className="s13 soft">{words.sourceNode(origin.node)}</p> : null}
      {origin.licence === null ? null : <p className="s13 soft mt1">{words.licence(origin.licence)}</p>}
      {origin.sourceUrl === null ? null : (
        <p className="s13 mt1">
          <a href={origin.sourceUrl} rel="noopener nofollow">
            {words.original}
          </a>
        </p>
      )}
    </section>
  );
}

/** Beside the record: whose it is, what one can do with the page, where it comes from. */
export function Aside({ listing, label }: { listing: Listing; label: Label }) {
  const words = useWords('listing');
  return (
    <aside className="side-sticky stack" aria-label={words.side}>
      <Tools listing={listing} />
      <Owner listing={listing} label={label} />
      <Source listing={listing} />
      {listing.expiresAt === null ? null : <p className="s13 muted">{words.validUntil(formatDate(listing.expiresAt))}</p>}
    </aside>
  );
}
