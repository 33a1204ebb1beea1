import { RequestReset } from '../features/accounts/reset-forms.tsx';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';

export default function RequestResetPage() {
  const words = useWords('accounts').reset;
  useTitle(words.title);
  return (
    <div className="wrap page-top">
      <div className="form-card stack">
        <h1>{words.title}</h1>
        <RequestReset />
      </div>
    </div>
  );
}
