import { useNavigate, useParams } from '@tanstack/react-router';
import { CompleteReset } from '../features/accounts/reset-forms.tsx';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { toast } from '../ui/toast.tsx';

export default function ResetPasswordPage() {
  const words = useWords('accounts').reset;
  const { token } = useParams({ from: paths.resetPassword });
  const navigate = useNavigate();
  useTitle(words.newTitle);
  const done = (): void => {
    toast(words.done);
    void navigate({ to: paths.login });
  };
  return (
    <div className="wrap page-top">
      <div className="form-card stack">
        <h1>{words.newTitle}</h1>
        <CompleteReset token={token} onDone={done} />
      </div>
    </div>
  );
}
