import type { ListingDetail } from '@ketnoi/contracts/listing-shapes';
import { getOrganisation } from '@ketnoi/contracts/organisations';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import { useState, type ReactNode } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { useForm } from './form-context.ts';
import { previewFor, READERS, type Reader } from './preview.ts';

export type Renderers = {
  /** The part of the listing's page that a step or group fills. */
  renderPart: (part: string, listing: ListingDetail) => ReactNode;
  /** The whole page. */
  renderWhole: (listing: ListingDetail) => ReactNode;
};

/** The organisation that would stand on the page: the owner of the listing, else the one in whose name one writes. */
export function useOwner(): ListingDetail['organisation'] {
  const { state, draft } = useForm();
  const session = useSession();
  const acting = session.status === 'open' ? session.organisationId : null;
  const id = draft.owner ?? acting;
  const owner = state.detail?.control?.ownerOrganisation ?? null;
  const { data } = useCall(getOrganisation, { params: { id: id ?? '' } }, { enabled: owner === null && id !== null });
  if (owner !== null) return owner;
  if (data === undefined) return null;
  const { typeCode, legalName, englishName, provinceCode, verified, demo, membership } = data;
  return { id: data.id, name: legalName, englishName, typeCode, provinceCode, verified, demo, membership };
}

function Readers({ reader, onPick }: { reader: Reader; onPick: (reader: Reader) => void }) {
  const words = useWords('listingForm').preview;
  return (
    <fieldset className="seg full mt1" aria-label={words.as}>
      {READERS.map((one) => (
        <button key={one} type="button" aria-pressed={one === reader} onClick={() => onPick(one)}>
          {words.tiers[one]}
        </button>
      ))}
    </fieldset>
  );
}

/** What readers of each tier see of what is being written, made of the page's own parts. */
export function PreviewPanel({ part, content, renderPart, renderWhole }: Renderers & { part: string; content: ListingContent }) {
  const words = useWords('listingForm').preview;
  const { close } = useWords('shell');
  const { draft } = useForm();
  const organisation = useOwner();
  const [reader, setReader] = useState<Reader>('public');
  const [whole, setWhole] = useState(false);
  const listing = previewFor(reader, draft, { content, organisation });
  return (
    <section className="panel">
      <h3>{words.title}</h3>
      <Readers reader={reader} onPick={setReader} />
      <div className="preview-box mt3">
        {renderPart(part, listing)}
        <p className="preview-none">{words.empty}</p>
      </div>
      <p className="s12 muted mt2">{words.notPublic}</p>
      <button type="button" className="as-link s13 mt2" onClick={() => setWhole(true)}>
        {words.whole}
      </button>
      <Dialog open={whole} title={words.wholeTitle} closeLabel={close} onClose={() => setWhole(false)} wide>
        <Readers reader={reader} onPick={setReader} />
        {renderWhole(listing)}
      </Dialog>
    </section>
  );
}
