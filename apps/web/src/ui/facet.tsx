import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { given } from '../lib/given.ts';
import { useState, type ReactNode } from 'react';
import { useWords } from '../lib/i18n.ts';
import { Icon } from './icon.tsx';
import './facet.css';

export type FacetOption = { code: string; label: string; count: number; parent?: string | null | undefined };

type Props = {
  title: string;
  options: readonly FacetOption[];
  chosen: readonly string[];
  onToggle: (code: string) => void;
  format: (count: number) => string;
  /** How many show before "more". */
  limit?: number;
};

/** A title over choices. */
export function Facet({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="facet">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function Choice({ option, chosen, onToggle, format }: { option: FacetOption } & Pick<Props, 'chosen' | 'onToggle' | 'format'>) {
  return (
    <label className="choice">
      <input type="checkbox" checked={chosen.includes(option.code)} onChange={() => onToggle(option.code)} />
      <span>{option.label}</span>
      <span className="c">{format(option.count)}</span>
    </label>
  );
}

/** What is below a choice; shown when the reader opens it or something in it is chosen. */
function Branch({
  option,
  below,
  ...rest
}: { option: FacetOption; below: readonly FacetOption[] } & Pick<Props, 'chosen' | 'onToggle' | 'format'>) {
  const { facets } = useWords('shell');
  const [open, setOpen] = useState(below.some((one) => rest.chosen.includes(one.code)));
  if (below.length === 0) return <Choice option={option} {...rest} />;
  return (
    <div>
      <div className="branch">
        <Choice option={option} {...rest} />
        <button
          type="button"
          className="icon-btn"
          aria-expanded={open}
          aria-label={facets.below(option.label)}
          onClick={() => setOpen(!open)}
        >
          <Icon of={open ? IconChevronUp : IconChevronDown} />
        </button>
      </div>
      {open ? (
        <div className="below">
          {below.map((child) => (
            <Choice key={child.code} option={child} {...rest} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** The chosen first, then in the order given; `limit` of them until the reader asks for all. */
export function FacetChoices({ title, options, chosen, onToggle, format, limit = 5 }: Props) {
  const [all, setAll] = useState(false);
  const { facets } = useWords('shell');
  if (options.length === 0) return null;
  const codes = new Set(options.map((one) => one.code));
  const roots = options.filter((one) => !given(one.parent) || !codes.has(one.parent));
  const below = (code: string): FacetOption[] => options.filter((one) => one.parent === code);
  const taken = (one: FacetOption): boolean => chosen.includes(one.code) || below(one.code).some((child) => chosen.includes(child.code));
  const ordered = [...roots.filter(taken), ...roots.filter((one) => !taken(one))];
  const least = Math.max(limit, roots.filter(taken).length);
  const rest = roots.length - least;
  return (
    <Facet title={title}>
      {(all ? ordered : ordered.slice(0, least)).map((one) => (
        <Branch key={one.code} option={one} below={below(one.code)} chosen={chosen} onToggle={onToggle} format={format} />
      ))}
      {rest > 0 ? (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? facets.fewer : facets.more(rest)}
        </button>
      ) : null}
    </Facet>
  );
}
