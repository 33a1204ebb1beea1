import { readClassification } from '@ketnoi/contracts/classifications';
import { useParams, useSearch } from '@tanstack/react-router';
import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { NewListingForm, OpenListingForm } from '../features/listing-form/open-listing-form.tsx';
import type { Listing } from '../features/listing/listing.ts';
import { prefetch as start } from '../lib/api.ts';
import { handedOverText, handOver } from '../lib/asked-text.ts';
import { readForm } from '../lib/page-search.ts';
import { paths } from '../paths.ts';
import { ListingParts } from './listing-preview.tsx';

export function prefetch(): void {
  for (const name of ['st_field', 'priority_sector', 'trl'] as const) start(readClassification, { params: { name } });
}

const renderers = {
  renderPart: (part: string, listing: Listing) => <ListingParts part={part} listing={listing} />,
  renderWhole: (listing: Listing) => <ListingParts part="whole" listing={listing} />,
};

/** A new offer, a new need, or a listing that is there already. */
export default function ListingFormPage() {
  const { id } = useParams({ strict: false });
  const search = readForm(useSearch({ strict: false }));
  const side = useLocation({ select: ({ pathname }) => (pathname === paths.newNeed ? 'need' : 'offer') });
  const { draft, step, field } = search;
  const text = side === 'need' ? handedOverText() : null;
  // Once the draft has its key, what was handed over lies in it.
  useEffect(() => {
    if (draft !== undefined) handOver(null);
  }, [draft]);
  if (id !== undefined) return <OpenListingForm key={id} side={side} draftKey={id} step={step} field={field} {...renderers} />;
  const typed = text === null ? search : { ...search, problem: text };
  return <NewListingForm key={side} side={side} draftKey={draft} typed={typed} step={step} field={field} {...renderers} />;
}
