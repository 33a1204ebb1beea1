import { IconAlertCircle, IconCloudCheck, IconCloudOff, IconCloudUp, IconDeviceLaptop } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { formatDate } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { here } from '../../lib/return-to.ts';
import { useSession } from '../../lib/session.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Icon } from '../../ui/icon.tsx';
import { hasUnsaved } from './draft.ts';
import { useForm } from './form-context.ts';

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hour12: false,
  timeZone: 'Asia/Ho_Chi_Minh',
});

/** 14:05:32, with the day when it is not today. */
const timeOf = (at: Date): string =>
  at.toDateString() === new Date().toDateString() ? clock.format(at) : `${clock.format(at)} ${formatDate(at.toISOString())}`;

const LOOKS = {
  clean: { icon: IconDeviceLaptop, tone: '' },
  saved: { icon: IconCloudCheck, tone: 'ok' },
  saving: { icon: IconCloudUp, tone: '' },
  offline: { icon: IconCloudOff, tone: 'wait' },
  signedOut: { icon: IconDeviceLaptop, tone: 'wait' },
  refused: { icon: IconAlertCircle, tone: 'bad' },
  conflict: { icon: IconAlertCircle, tone: 'bad' },
} as const;

/** Where what is typed is now; spoken when it is not where it should be. */
export function SaveStatus() {
  const { save: words, noOrganisation } = useWords('listingForm');
  const { draft, state } = useForm();
  const session = useSession();
  const { status, savedAt } = state;
  const visitor = session.status !== 'open';
  const homeless = session.status === 'open' && session.organisationId === null;
  const text = {
    clean: words.clean,
    saved: savedAt === null ? words.clean : words.saved(timeOf(savedAt)),
    saving: words.saving,
    offline: words.here,
    signedOut: homeless ? noOrganisation.text : draft.accountId === null ? words.visitor : words.signedOut,
    refused: words.refused,
    conflict: words.conflict,
  }[status];
  const { icon, tone } = LOOKS[status];
  // Every save is no news; that something is not saved is.
  const news = tone === 'wait' || tone === 'bad' ? text : null;
  useEffect(() => {
    if (news !== null) announce(news);
  }, [news]);
  return (
    <div className={`save ${tone}`}>
      <Icon of={icon} />
      <span>
        {text}
        {status === 'saved' && hasUnsaved(draft) ? <span className="muted"> {words.unfinished}</span> : null}
        {status === 'signedOut' && visitor ? (
          <>
            {' '}
            <Link to={paths.login} search={{ returnTo: here() }}>
              {words.signIn}
            </Link>
            {draft.accountId === null ? (
              <>
                {' · '}
                <Link to={paths.register} search={{ returnTo: here() }}>
                  {words.register}
                </Link>
              </>
            ) : null}
          </>
        ) : null}
      </span>
    </div>
  );
}
