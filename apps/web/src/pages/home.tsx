import { readFigures } from '@ketnoi/contracts/figures';
import { listListings } from '@ketnoi/contracts/listings';
import { Exchanges, PublicFigures, SupplyAndDemand } from '../features/home/figures.tsx';
import { Newest, newestOf } from '../features/home/newest.tsx';
import { QuestionBox } from '../features/home/question-box.tsx';
import '../features/home/home.css';
import { prefetch as start, useCall } from '../lib/api.ts';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { Suggest } from './suggest.tsx';

export function prefetch(): void {
  start(readFigures, {});
  start(listListings, newestOf('need'));
  start(listListings, newestOf('offer'));
}

export default function HomePage() {
  const words = useWords('home');
  const { data: figures } = useCall(readFigures, {});
  useTitle(words.title);
  return (
    <>
      <section className="ask">
        <div className="wrap home-grid">
          <div className="span-8">
            <QuestionBox completion={Suggest} />
          </div>
          <PublicFigures figures={figures} />
        </div>
      </section>
      <div className="wrap home-grid">
        <Newest side="need" total={figures?.needs} />
        <Newest side="offer" total={figures?.offers} />
      </div>
      {figures === undefined ? null : (
        <div className="wrap home-grid">
          <SupplyAndDemand figures={figures} />
          <Exchanges figures={figures} />
        </div>
      )}
    </>
  );
}
