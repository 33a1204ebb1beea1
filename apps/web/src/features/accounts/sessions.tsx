import type { Output } from '@ketnoi/contracts/endpoint';
import { endOtherSessions, endSession, listSessions } from '@ketnoi/contracts/sessions';
import { invalidate, useAct, useCall } from '../../lib/api.ts';
import { formatDateTime } from '../../lib/format.ts';
import { useWords } from '../../lib/i18n.ts';
import { Button } from '../../ui/button.tsx';
import { ProblemNote } from '../../ui/problem-note.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';

type Row = Output<typeof listSessions>['items'][number];

const BROWSERS = [/Edg\//u, /OPR\//u, /Firefox\//u, /Chrome\//u, /Safari\//u] as const;
const BROWSER_NAMES = ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari'] as const;
const SYSTEMS = [/Windows/u, /Android/u, /iPhone|iPad/u, /Mac OS X/u, /Linux/u] as const;
const SYSTEM_NAMES = ['Windows', 'Android', 'iOS', 'macOS', 'Linux'] as const;

/** `Chrome · Windows`, as far as the browser told. */
function deviceOf(userAgent: string | null): string | null {
  if (userAgent === null) return null;
  const browser = BROWSER_NAMES[BROWSERS.findIndex((one) => one.test(userAgent))];
  const system = SYSTEM_NAMES[SYSTEMS.findIndex((one) => one.test(userAgent))];
  const known = [browser, system].filter((one) => one !== undefined).join(' · ');
  return known === '' ? userAgent.slice(0, 60) : known;
}

function SessionItem({ row }: { row: Row }) {
  const words = useWords('accounts').account;
  const act = useAct(endSession);
  const device = deviceOf(row.userAgent) ?? words.unknownDevice;
  const end = (): void =>
    act.mutate(
      { params: { id: row.id } },
      {
        onSuccess: () => {
          toast(words.ended);
          void invalidate(listSessions);
        },
      },
    );
  return (
    <li>
      <div className="row between">
        <div>
          <b>{device}</b> {row.current ? <span className="chip on">{words.thisOne}</span> : null}
          <div className="meta">
            <span>{words.lastUsed(formatDateTime(row.lastUsedAt))}</span>
            <span>{words.opened(formatDateTime(row.createdAt))}</span>
          </div>
        </div>
        {row.current ? null : (
          <Button small busy={act.isPending} aria-label={words.endNamed(device)} onClick={end}>
            {words.end}
          </Button>
        )}
      </div>
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </li>
  );
}

/** Where the account is open, each to be ended. */
export function Sessions() {
  const words = useWords('accounts').account;
  const { data, error, refetch } = useCall(listSessions, {});
  const act = useAct(endOtherSessions);
  if (error !== null) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton rows={2} />;
  const endAll = (): void =>
    act.mutate(
      {},
      {
        onSuccess: () => {
          toast(words.ended);
          void invalidate(listSessions);
        },
      },
    );
  return (
    <>
      <p className="s14 soft">{words.sessionsText}</p>
      <ul className="rows">
        {data.items.map((row) => (
          <SessionItem key={row.id} row={row} />
        ))}
      </ul>
      {data.items.length > 1 ? (
        <div className="mt3">
          <Button small busy={act.isPending} onClick={endAll}>
            {words.endOthers}
          </Button>
        </div>
      ) : null}
      {act.error === null ? null : <ProblemNote problem={act.error} />}
    </>
  );
}
