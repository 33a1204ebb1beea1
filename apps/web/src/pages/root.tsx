import { Outlet, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Footer } from '../features/shell/footer.tsx';
import { Header } from '../features/shell/header.tsx';
import { OfflineNotice } from '../features/shell/offline-notice.tsx';
import { useWords } from '../lib/i18n.ts';
import { announce, Announcer } from '../ui/announcer.tsx';
import { Toaster } from '../ui/toast.tsx';
import { Suggest } from './suggest.tsx';

/** After a change of page the reader stands at its beginning, and hears its title. A change of filters leaves the focus where it is. */
function useArrival(main: { current: HTMLElement | null }): void {
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return;
        main.current?.focus({ preventScroll: true });
        window.setTimeout(() => announce(document.title), 150);
      }),
    [router, main],
  );
}

export default function Root() {
  const words = useWords('shell');
  const main = useRef<HTMLElement>(null);
  useArrival(main);
  return (
    <>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Header completion={Suggest} />
      <OfflineNotice />
      <main id="main" ref={main} tabIndex={-1}>
        <Outlet />
      </main>
      <Footer />
      <Toaster />
      <Announcer />
    </>
  );
}
