import type { ReactNode } from 'react';
import { Advantages } from '../features/listing/advantages.tsx';
import { Badges, Compliance } from '../features/listing/compliance.tsx';
import { IpRights } from '../features/listing/ip-rights.tsx';
import { codesOf, type Listing } from '../features/listing/listing.ts';
import { Locked } from '../features/listing/locked.tsx';
import { Readiness } from '../features/listing/readiness.tsx';
import { Targets } from '../features/listing/targets.tsx';
import { Classes, Cooperation, Partner, TransferTerms } from '../features/listing/terms.tsx';
import { Prose, TextSection } from '../features/listing/text.tsx';
import '../features/listing/listing.css';
import { readText } from '../lib/format.ts';
import { useLabels, type Label } from '../lib/labels.ts';

type Part = { listing: Listing; label: Label };

const NEED_BLOCKS = ['presentProcess', 'presentCost', 'mustHave', 'niceToHave', 'notWanted', 'constraints', 'volume'] as const;

function Title({ listing }: { listing: Listing }) {
  const title = readText(listing.title);
  return title === null ? null : <h2 className="mt3">{title.text}</h2>;
}

function Texts({ listing }: Part) {
  return (
    <>
      <Prose listing={listing} block="summary" />
      <TextSection listing={listing} block="problem" />
      <TextSection listing={listing} block="description" />
    </>
  );
}

function Opening({ listing, label }: Part) {
  return (
    <>
      <Title listing={listing} />
      <Texts listing={listing} label={label} />
    </>
  );
}

function Rights({ listing, label }: Part) {
  return (
    <>
      <IpRights listing={listing} label={label} />
      <TextSection listing={listing} block="freedomToOperate" />
    </>
  );
}

function Proof({ listing }: Part) {
  return (
    <>
      <Readiness listing={listing} />
      <Badges listing={listing} />
      <TextSection listing={listing} block="technicalDetail" />
    </>
  );
}

function Classified({ listing, label }: Part) {
  return <Classes listing={listing} label={label} />;
}

function NeedParts({ listing, label }: Part) {
  return (
    <>
      <Targets listing={listing} />
      {NEED_BLOCKS.map((block) => (
        <TextSection key={block} listing={listing} block={block} />
      ))}
      <Readiness listing={listing} />
      <Locked listing={listing} />
      <Cooperation listing={listing} label={label} />
    </>
  );
}

/** All of it under a title that stands elsewhere. */
function Body({ listing, label }: Part) {
  return (
    <>
      <Texts listing={listing} label={label} />
      {listing.side === 'need' ? (
        <NeedParts listing={listing} label={label} />
      ) : (
        <>
          <Advantages listing={listing} />
          <Proof listing={listing} label={label} />
          <Rights listing={listing} label={label} />
          <Locked listing={listing} />
          <TransferTerms listing={listing} label={label} />
          <Partner listing={listing} label={label} />
          <Compliance listing={listing} label={label} />
        </>
      )}
      <Classified listing={listing} label={label} />
    </>
  );
}

function Whole({ listing, label }: Part) {
  return (
    <>
      <Title listing={listing} />
      <Body listing={listing} label={label} />
    </>
  );
}

const PARTS: Record<string, (props: Part) => ReactNode> = {
  what: Opening,
  compare: Advantages,
  readiness: Proof,
  rights: Rights,
  transfer: TransferTerms,
  partner: Partner,
  classes: Classified,
  rules: Compliance,
  check: Whole,
  need: Whole,
  body: Body,
};

/** A part of the listing's page, or all of it, as the forms preview it and moderators read it. */
export function ListingParts({ part, listing }: { part: string; listing: Listing }) {
  const label = useLabels(codesOf(listing));
  const Shown = PARTS[part] ?? Whole;
  return <Shown listing={listing} label={label} />;
}
