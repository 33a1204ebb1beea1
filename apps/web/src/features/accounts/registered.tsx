import { readiness } from '@ketnoi/contracts/health';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { useGoTo } from '../../lib/return-to.ts';
import { paths } from '../../paths.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import '../../ui/steps.css';

/** Where letters lie when no mail server takes them: a demonstration on one's own machine. */
export function OutboxHint() {
  const words = useWords('accounts').registered;
  const { data } = useCall(readiness, {});
  if (data?.mail !== 'local outbox') return null;
  return (
    <p className="s13 muted mt2">
      {words.outbox}{' '}
      <a href="/outbox" target="_blank" rel="noopener">
        {words.outboxLink}
      </a>
      .
    </p>
  );
}

/** After sign-up: what comes next, and the way back to what was begun. */
export function Registered({ email, returnTo }: { email: string; returnTo: string | null }) {
  const words = useWords('accounts').registered;
  const goTo = useGoTo();
  return (
    <section className="panel p5" aria-labelledby="registered">
      <h2 id="registered">{words.next}</h2>
      <ol className="steps mt3">
        <li className="now">
          {words.confirm(email)}
          <OutboxHint />
        </li>
        <li>{words.verify}</li>
        <li>{words.invite}</li>
      </ol>
      <div className="row mt4">
        {returnTo === null ? (
          <>
            <ButtonLink variant="primary" to={paths.newOffer}>
              {words.offer}
            </ButtonLink>
            <ButtonLink to={paths.newNeed}>{words.need}</ButtonLink>
          </>
        ) : (
          <Button variant="primary" onClick={() => goTo(returnTo)}>
            {words.goOn}
          </Button>
        )}
        <ButtonLink variant="quiet" to={paths.workspace}>
          {words.workspace}
        </ButtonLink>
      </div>
    </section>
  );
}
