import { listSuggestedPairs, type SuggestedPair } from '@ketnoi/contracts/broker-queue';
import { useSearch } from '@tanstack/react-router';
import { Gate } from '../features/accounts/gate.tsx';
import { KeysHelp } from '../features/broker/queue-keys.tsx';
import { queueOf } from '../features/broker/queue.ts';
import { SuggestedPairs } from '../features/broker/suggested-pairs.tsx';
import { ReasonsOf } from '../features/matches/reasons-of.tsx';
import { useCall } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

const SIDES = { asking: 'need', found: 'offer' } as const;

const renderReasons = ({ reasons, scoreForNeed }: SuggestedPair) =>
  scoreForNeed === null ? null : <ReasonsOf reasons={reasons} score={scoreForNeed} sides={SIDES} />;

/** For who does not act for a broker: what the page is for, and the way there. */
function Desk() {
  const words = useWords('broker');
  const { state = 'suggested' } = useSearch({ from: paths.broker });
  const { error } = useCall(listSuggestedPairs, queueOf(state, false), { keepPrevious: true });
  if (error?.code === 'broker.capacity_missing') {
    return (
      <EmptyState
        title={words.notBroker}
        action={
          <ButtonLink small to={paths.account}>
            {words.notBrokerLink}
          </ButtonLink>
        }
      >
        {error.detail}
      </EmptyState>
    );
  }
  return <SuggestedPairs key={state} state={state} renderReasons={renderReasons} />;
}

export default function BrokerPage() {
  const words = useWords('broker');
  useTitle(words.title);
  return (
    <div className="wrap wide page-top work">
      <div className="row between">
        <h1>{words.title}</h1>
        <span className="not-phone">
          <KeysHelp />
        </span>
      </div>
      <p className="soft mt1">{words.lead}</p>
      <div className="mt4">
        <Gate needs="organisation">
          <Desk />
        </Gate>
      </div>
    </div>
  );
}
