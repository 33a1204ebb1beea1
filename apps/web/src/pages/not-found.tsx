import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';

export default function NotFound() {
  const { notFound } = useWords('shell');
  useTitle(notFound.title);
  return (
    <div className="wrap page-top">
      <h1>{notFound.title}</h1>
      <p className="lead mt2">{notFound.text}</p>
      <div className="row mt4">
        <ButtonLink variant="primary" to={paths.search}>
          {notFound.search}
        </ButtonLink>
        <ButtonLink to={paths.home}>{notFound.home}</ButtonLink>
      </div>
    </div>
  );
}
