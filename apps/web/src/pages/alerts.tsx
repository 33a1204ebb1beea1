import { Link, useSearch } from '@tanstack/react-router';
import { Gate } from '../features/accounts/gate.tsx';
import { SavedSearches } from '../features/alerts/saved-searches.tsx';
import '../features/alerts/alerts.css';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';

export default function AlertsPage() {
  const words = useWords('alerts');
  const { open, view } = useSearch({ from: paths.alerts });
  useTitle(words.title);
  return (
    <div className="wrap page-top work">
      <p className="s13">
        <Link to={paths.workspace}>{words.toWork}</Link>
      </p>
      <h1>{words.title}</h1>
      <p className="soft mt1">{words.lead}</p>
      <div className="mt4">
        <Gate needs="account">
          <SavedSearches open={open} view={view ?? 'found'} />
        </Gate>
      </div>
    </div>
  );
}
