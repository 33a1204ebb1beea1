import { submitListing } from '@ketnoi/contracts/listings';
import { LISTING_ADVICE } from '@ketnoi/domain/listing-advice';
import { missingFields } from '@ketnoi/domain/listing-completeness';
import type { ListingContent } from '@ketnoi/domain/listing-content';
import type { Kind, ListingFieldName } from '@ketnoi/domain/listing-fields';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../lib/api.ts';
import { CallProblem } from '../../lib/call-problem.ts';
import { organisationName } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { here } from '../../lib/return-to.ts';
import { useSession } from '../../lib/session.ts';
import { useFreshAccount } from '../../lib/use-fresh-account.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { hasUnsaved, unfinishedPaths } from './draft.ts';
import { fieldAt } from './entries.ts';
import { useFieldName, useForm, useJump } from './form-context.ts';
import { settleDown } from './save-draft.ts';

type Props = { kind: Kind; content: ListingContent; onSubmitted: (state: string) => void };

/** What publication still waits for; each a link to its field. */
function Missing({ kind, content }: Omit<Props, 'onSubmitted'>) {
  const words = useWords('listingForm').check;
  const { draft, state } = useForm();
  const name = useFieldName(draft.side);
  const jump = useJump();
  const missing = missingFields(kind, content);
  const half = unfinishedPaths(draft).flatMap((path) => fieldAt(path) ?? []);
  const wrong = Object.entries(state.errors).flatMap(([path, message]) => {
    const field = fieldAt(path);
    return field === null ? [] : [{ field, message }];
  });
  return (
    <>
      <p className="row g1">
        <Icon of={missing.length === 0 ? IconCircleCheck : IconAlertTriangle} />
        <b>{missing.length === 0 ? words.complete : words.missing(missing.length)}</b>
      </p>
      <ul className="dots mt2">
        {missing.map(({ field, advice }) => (
          <li key={field}>
            <button type="button" className="as-link" onClick={() => jump(field as ListingFieldName)}>
              {name(field as ListingFieldName)}
            </button>
            <span className="soft">: {LISTING_ADVICE[advice][language]}</span>
          </li>
        ))}
        {half.map((field) => (
          <li key={`half ${field}`}>
            <button type="button" className="as-link" onClick={() => jump(field)}>
              {name(field)}
            </button>
            <span className="soft">: {words.half}</span>
          </li>
        ))}
        {wrong.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {words.wrong}:{' '}
            <button type="button" className="as-link" onClick={() => jump(field)}>
              {name(field)}
            </button>
            <span className="soft">: {message}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function useSubmit(onSubmitted: (state: string) => void) {
  const { draft, onRefused } = useForm();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem | null>(null);
  const submit = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await settleDown(draft);
      const id = draft.state.detail?.id;
      if (id === undefined || draft.state.status !== 'saved') return;
      const handed = await call(submitListing, { params: { id } }, { etag: draft.etag });
      onSubmitted(handed.state);
    } catch (error) {
      if (!(error instanceof CallProblem)) throw error;
      setProblem(error);
      onRefused(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, submit };
}

/** Why it was not taken: the fields at fault as links, or the problem as it is. */
function Refused({ problem }: { problem: CallProblem }) {
  const { draft } = useForm();
  const name = useFieldName(draft.side);
  const jump = useJump();
  const known = problem.errors.flatMap((one) => {
    const field = fieldAt(one.field);
    return field === null ? [] : [{ field, message: one.message }];
  });
  if (known.length === 0 || known.length < problem.errors.length) {
    return (
      <div className="mt3">
        <ProblemNote problem={problem} />
      </div>
    );
  }
  return (
    <div className="mt3">
      <Note kind="bad">
        <p>{problem.detail}</p>
        <ul className="dots mt1">
          {known.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              <button type="button" className="as-link" onClick={() => jump(field)}>
                {name(field)}
              </button>
              : {message}
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}

/** For a visitor: what is typed stays; the exchange takes it from an organisation. */
function VisitorFoot() {
  const words = useWords('listingForm').save;
  return (
    <>
      <p className="s14 soft mt3">{words.visitor}</p>
      <div className="row mt3">
        <ButtonLink variant="primary" to={paths.register} search={{ returnTo: here() }}>
          {words.register}
        </ButtonLink>
        <ButtonLink to={paths.login} search={{ returnTo: here() }}>
          {words.signIn}
        </ButtonLink>
      </div>
    </>
  );
}

/** The last look: what is missing, what happens next, and the button that hands it in. */
export function CheckList({ kind, content, onSubmitted }: Props) {
  const words = useWords('listingForm').check;
  const { draft, state } = useForm();
  const session = useSession();
  useFreshAccount();
  const { busy, problem, submit } = useSubmit(onSubmitted);
  const complete = missingFields(kind, content).length === 0 && unfinishedPaths(draft).length === 0;
  const changed = state.detail === null || state.detail.can.includes('submit') || hasUnsaved(draft);
  const control = state.detail?.control ?? null;
  const entered = control !== null && control.ownerOrganisation.id !== control.enteringOrganisation.id;
  const acting =
    session.status === 'open' ? session.account.memberships.find((one) => one.organisation.id === session.organisationId) : undefined;
  return (
    <section className="panel check-list" aria-label={words.title}>
      <h3>{words.title}</h3>
      <Missing kind={kind} content={content} />
      {session.status === 'open' ? (
        <>
          {hasUnsaved(draft) && state.status !== 'saving' ? <p className="s13 soft mt2">{words.unsaved}</p> : null}
          {session.account.emailConfirmed ? null : (
            <p className="s13 mt2">
              {words.email} <Link to={paths.account}>{words.emailLink}</Link>
            </p>
          )}
          {entered ? <p className="s13 soft mt2">{words.consent(organisationName(control.ownerOrganisation))}</p> : null}
          <p className="s13 soft mt2">{acting?.organisation.trusted === true ? words.nextTrusted : words.next}</p>
          {problem === null ? null : <Refused problem={problem} />}
          <div className="row mt3">
            {changed ? (
              <Button variant="primary" busy={busy} busyLabel={words.submitting} disabled={!complete} onClick={() => void submit()}>
                {words.submit}
              </Button>
            ) : (
              <p className="s13 soft">{words.nothing}</p>
            )}
          </div>
        </>
      ) : (
        <VisitorFoot />
      )}
    </section>
  );
}
