import { useParams } from '@tanstack/react-router';
import { Unsubscribe } from '../features/alerts/unsubscribe.tsx';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import '../ui/form.css';

export default function UnsubscribePage() {
  const { unsubscribe: words } = useWords('alerts');
  const { token } = useParams({ from: paths.unsubscribe });
  useTitle(words.title);
  return (
    <div className="wrap page-top">
      <div className="form-card stack">
        <h1>{words.title}</h1>
        <Unsubscribe token={token} />
      </div>
    </div>
  );
}
