import { readSubscription, unsubscribe } from '@ketnoi/contracts/saved-searches';
import { useAct, useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Note } from '../../ui/note.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

function WaysOn() {
  const words = useWords('alerts').unsubscribe;
  return (
    <div className="row">
      <ButtonLink to={paths.alerts}>{words.toList}</ButtonLink>
      <ButtonLink variant="quiet" to={paths.home}>
        {words.home}
      </ButtonLink>
    </div>
  );
}

/** Ends letters by the signed link of one of them: one button, no sign-in. The link alone changes nothing, since mail scanners follow links. */
export function Unsubscribe({ token }: { token: string }) {
  const words = useWords('alerts').unsubscribe;
  const params = { token };
  const { data, error, refetch } = useCall(readSubscription, { params });
  const act = useAct(unsubscribe);
  if (act.data !== undefined) {
    return (
      <>
        <Note kind="ok">
          <output>
            <b>{words.done(act.data.email)}</b> {words.doneText}
          </output>
        </Note>
        <WaysOn />
      </>
    );
  }
  if (error !== null) {
    // What the server calls a wrong link stays one: trying again helps only where nothing was answered.
    const isLost = error.status === 0 || error.status >= 500;
    return (
      <>
        <ProblemNote problem={error} {...(isLost ? { onRetry: () => void refetch() } : {})} />
        <WaysOn />
      </>
    );
  }
  if (data === undefined) return <Skeleton rows={1} />;
  if (data.active === 0) {
    return (
      <>
        <p>{words.already(data.email)}</p>
        <WaysOn />
      </>
    );
  }
  return (
    <>
      <p>{words.text(data.email, data.active)}</p>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
      <div>
        <Button variant="primary" busy={act.isPending} busyLabel={words.submitting} onClick={() => act.mutate({ params })}>
          {words.submit}
        </Button>
      </div>
    </>
  );
}
