import type { AboutSection } from '@ketnoi/domain/about-matching';
import '../features/about/about.css';
import { MatchingFigures } from '../features/about/figures.tsx';
import { useWords } from '../lib/i18n.ts';
import { useTitle } from '../lib/title.ts';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';

function Part({ section }: { section: AboutSection }) {
  return (
    <Section title={<h2 id={section.id}>{section.title}</h2>}>
      <div className="prose">
        {section.text.map((one) => (
          <p key={one}>{one}</p>
        ))}
        {section.points === undefined ? null : (
          <ul className="dots mt2 about-points">
            {section.points.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

/** How matching works and how good it is, in plain words. */
export default function AboutMatchingPage() {
  const words = useWords('aboutMatching');
  const { box } = useWords('matches');
  useTitle(words.title);
  return (
    <div className="wrap page-top">
      <article>
        <h1>{words.title}</h1>
        <p className="lead mt3">{words.lead}</p>
        <div className="mt3">
          <ButtonLink small to={paths.match}>
            {box.title}
          </ButtonLink>
        </div>
        {words.before.map((one) => (
          <Part key={one.id} section={one} />
        ))}
        <Section title={<h2 id="figures">{words.figures.title}</h2>}>
          <div className="prose">
            {words.figures.text.map((one) => (
              <p key={one}>{one}</p>
            ))}
          </div>
          <div className="mt3">
            <MatchingFigures />
          </div>
          <p className="s13 muted mt2">{words.figures.command}</p>
        </Section>
        {words.after.map((one) => (
          <Part key={one.id} section={one} />
        ))}
      </article>
    </div>
  );
}
