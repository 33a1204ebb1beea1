import type { ReactNode } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { here } from '../../lib/return-to.ts';
import { holds, useSession } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

type Props = {
  /** What a page needs: somebody, somebody acting for an organisation, or a holder of the moderator's grant, or of any for the whole exchange. */
  needs: 'account' | 'organisation' | 'moderator' | 'keeper';
  children: ReactNode;
};

/** Asks a visitor to sign in, and says what is missing where a page is for some only. The server decides all the same. */
export function Gate({ needs, children }: Props) {
  const { gate } = useWords('accounts');
  const session = useSession();
  if (session.status === 'opening') return <Skeleton rows={3} />;
  if (session.status === 'anonymous') {
    const back = { returnTo: here() };
    return (
      <EmptyState
        title={gate.title}
        action={
          <div className="row">
            <ButtonLink variant="primary" to={paths.login} search={back}>
              {gate.signIn}
            </ButtonLink>
            <ButtonLink to={paths.register} search={back}>
              {gate.register}
            </ButtonLink>
          </div>
        }
      >
        {gate.text}
      </EmptyState>
    );
  }
  if (needs === 'organisation' && session.organisationId === null) {
    return (
      <EmptyState title={gate.noOrganisation} action={<ButtonLink to={paths.register}>{gate.register}</ButtonLink>}>
        {gate.noOrganisationText}
      </EmptyState>
    );
  }
  if (needs === 'moderator' && !holds(session, 'moderator') && !holds(session, 'admin')) {
    return <EmptyState title={gate.forbidden}>{gate.forbiddenText}</EmptyState>;
  }
  if (needs === 'keeper' && !['moderator', 'operator', 'admin'].some((role) => holds(session, role))) {
    return <EmptyState title={gate.forbidden}>{gate.forbiddenText}</EmptyState>;
  }
  return children;
}
