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
  /** Below the choices. */
  children?: ReactNode;
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

type Tree = FacetOption & { below: Tree[] };

/** A parent that the list does not have is no parent. */
function treeOf(options: readonly FacetOption[]): Tree[] {
  const nodes = new Map<string, Tree>(options.map((one) => [one.code, { ...one, below: [] }]));
  const roots: Tree[] = [];
  for (const node of nodes.values()) {
    const parent = given(node.parent) ? nodes.get(node.parent) : undefined;
    (parent?.below ?? roots).push(node);
  }
  return roots;
}

/** Is it chosen, or something below it? */
const isTaken = (node: Tree, chosen: readonly string[]): boolean =>
  chosen.includes(node.code) || node.below.some((child) => isTaken(child, chosen));

/** A choice and what is below it, level by level; a level shows when the reader opens it or something in it is chosen. */
function Branch({ node, opened = false, ...rest }: { node: Tree; opened?: boolean } & Pick<Props, 'chosen' | 'onToggle' | 'format'>) {
  const { facets } = useWords('shell');
  const [open, setOpen] = useState(opened || node.below.some((child) => isTaken(child, rest.chosen)));
  if (node.below.length === 0) return <Choice option={node} {...rest} />;
  return (
    <div>
      <div className="branch">
        <Choice option={node} {...rest} />
        <button
          type="button"
          className="icon-btn"
          aria-expanded={open}
          aria-label={facets.below(node.label)}
          onClick={() => setOpen(!open)}
        >
          <Icon of={open ? IconChevronUp : IconChevronDown} />
        </button>
      </div>
      {open ? (
        <div className="below">
          {node.below.map((child) => (
            <Branch key={child.code} node={child} {...rest} />
          ))}
        </div>
      ) : null}
    </div>
  );
}

/** The chosen first, then in the order given; `limit` of them until the reader asks for all. A single root shows what is below it. */
export function FacetChoices({ title, options, chosen, onToggle, format, limit = 5, children }: Props) {
  const [all, setAll] = useState(false);
  const { facets } = useWords('shell');
  if (options.length === 0) return null;
  const roots = treeOf(options);
  const taken = roots.filter((one) => isTaken(one, chosen));
  const ordered = [...taken, ...roots.filter((one) => !taken.includes(one))];
  const least = Math.max(limit, taken.length);
  const rest = roots.length - least;
  return (
    <Facet title={title}>
      {(all ? ordered : ordered.slice(0, least)).map((one) => (
        <Branch key={one.code} node={one} opened={roots.length === 1} chosen={chosen} onToggle={onToggle} format={format} />
      ))}
      {rest > 0 ? (
        <button type="button" className="more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? facets.fewer : facets.more(rest)}
        </button>
      ) : null}
      {children}
    </Facet>
  );
}
