import { Link } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useWords } from '../../lib/i18n.ts';
import { useSession } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { ButtonLink } from '../../ui/button.tsx';

const MemberMenu = lazy(async () => ({ default: (await import('./member-menu.tsx')).MemberMenu }));

/** Sign-in for a visitor; for a member the menu of what is theirs, which visitors never load. `flat` is its form inside another menu. */
export function SessionMenu({ flat = false }: { flat?: boolean }) {
  const words = useWords('shell');
  const session = useSession();
  if (session.status === 'opening') return null;
  if (session.status === 'open') {
    return (
      <Suspense fallback={null}>
        <MemberMenu session={session} flat={flat} />
      </Suspense>
    );
  }
  return flat ? (
    <>
      <Link to={paths.login}>{words.signIn}</Link>
      <Link to={paths.register}>{words.register}</Link>
    </>
  ) : (
    <ButtonLink small to={paths.login}>
      {words.signIn}
    </ButtonLink>
  );
}
