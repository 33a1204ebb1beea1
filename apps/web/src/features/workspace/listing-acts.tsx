import {
  confirmListing,
  holdListing,
  listMyListings,
  renewListing,
  resumeListing,
  submitListing,
  type MyListing,
} from '@ketnoi/contracts/listings';
import type { ListingAct } from '@ketnoi/domain/listing';
import { useState } from 'react';
import { etagOfVersion, invalidate, useAct } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { toast } from '../../ui/toast.tsx';
import { Asked, type AskedAct } from './asked-acts.tsx';

const AT_ONCE = { submit: submitListing, confirm: confirmListing, hold: holdListing, resume: resumeListing, renew: renewListing } as const;
type ImmediateAct = keyof typeof AT_ONCE;
type Act = ImmediateAct | AskedAct;

const ASKED: readonly AskedAct[] = ['return', 'close', 'withdraw', 'retract'];
const isAsked = (act: Act): act is AskedAct => (ASKED as readonly Act[]).includes(act);

/** Acts that stand as buttons; the others are behind "more". */
const FRONT: readonly Act[] = ['confirm', 'return', 'submit', 'resume', 'renew'];
const BEHIND: readonly Act[] = ['hold', 'close', 'withdraw', 'retract'];

function useImmediate(listing: MyListing) {
  const words = useWords('workspace').done;
  const acts = {
    submit: useAct(AT_ONCE.submit),
    confirm: useAct(AT_ONCE.confirm),
    hold: useAct(AT_ONCE.hold),
    resume: useAct(AT_ONCE.resume),
    renew: useAct(AT_ONCE.renew),
  };
  const all = Object.values(acts);
  const run = (name: ImmediateAct): void =>
    acts[name].mutate(
      { params: { id: listing.id }, etag: etagOfVersion(listing) },
      {
        onSuccess: () => {
          toast(words[name]);
          void invalidate(listMyListings);
        },
      },
    );
  return {
    run,
    isBusy: (name: Act) => !isAsked(name) && acts[name].isPending,
    problem: all.find((one) => one.error !== null)?.error ?? null,
  };
}

/** What its people may do to a listing now, as the server says; the first ones in sight, the rest a press away. */
export function ListingActs({ listing, title }: { listing: MyListing; title: string }) {
  const words = useWords('workspace');
  const { run, isBusy, problem } = useImmediate(listing);
  const [asked, setAsked] = useState<AskedAct | null>(null);
  const may = (act: ListingAct): boolean => listing.can.includes(act);
  const start = (act: Act): void => (isAsked(act) ? setAsked(act) : run(act));
  // Handing in what is not complete would only be refused; the form says what is missing.
  const front = FRONT.filter((act) => may(act) && (act !== 'submit' || listing.missing.length === 0));
  const behind = BEHIND.filter((act) => may(act));
  const done = (act: AskedAct): void => {
    setAsked(null);
    toast(words.done[act]);
    void invalidate(listMyListings);
  };
  return (
    <>
      <div className="row mt2">
        {front.map((act, index) => (
          <Button
            key={act}
            small
            variant={index === 0 && act !== 'return' ? 'primary' : 'default'}
            busy={isBusy(act)}
            onClick={() => start(act)}
          >
            {words.acts[act]}
          </Button>
        ))}
        {may('edit') ? (
          <ButtonLink small to={paths.editListing} params={{ id: listing.id }}>
            {listing.state === 'draft' || listing.state === 'returned' ? words.acts.write : words.acts.edit}
          </ButtonLink>
        ) : null}
        <ButtonLink small variant="quiet" to={paths.listing} params={{ id: listing.reference ?? listing.id }}>
          {words.acts.open}
        </ButtonLink>
        {behind.length === 0 ? null : (
          <Disclosure className="btn sm quiet" label={words.acts.more} name={words.acts.moreOf(title)}>
            {behind.map((act) => (
              <button key={act} type="button" onClick={() => start(act)}>
                {words.acts[act]}
              </button>
            ))}
          </Disclosure>
        )}
      </div>
      {problem === null ? null : (
        <div className="mt2">
          <ProblemNote problem={problem} />
        </div>
      )}
      {asked === null ? null : <Asked act={asked} listing={listing} onDone={() => done(asked)} onCancel={() => setAsked(null)} />}
    </>
  );
}
