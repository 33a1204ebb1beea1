import { suggest } from '@ketnoi/contracts/search';
import { IconBuildingCommunity, IconCategory, IconCertificate, IconFileText, IconHistory, IconMapPin } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type PointerEvent } from 'react';
import { useCall } from '../../lib/api.ts';
import { useWords } from '../../lib/i18n.ts';
import { language } from '../../lib/language.ts';
import { forgetSearches, recentSearches, rememberSearches, remembersSearches } from '../../lib/recent-searches.ts';
import { paths } from '../../paths.ts';
import { announce } from '../../ui/announcer.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Marked } from '../../ui/marked.tsx';
import type { CompletionProps, ListKeys } from '../../ui/use-completion.ts';
import { optionsOf, type Option } from './options.ts';
import './suggest.css';

const ICONS = {
  recent: IconHistory,
  title: IconFileText,
  organisation: IconBuildingCommunity,
  sector: IconCategory,
  field: IconCategory,
  province: IconMapPin,
  ipc: IconCertificate,
} as const;

/** The combobox pattern: the focus stays in the box, which names the option that is meant. No element of HTML does that with marks inside. */
const LISTBOX = { role: 'listbox' };
const OPTION = { role: 'option', className: 'suggest-o' };
const stay = (event: PointerEvent): void => event.preventDefault();

const PAUSE_MS = 120;
const FRESH_MS = 60_000;
/** Nobody's title is longer; what is longer is a question, and is searched for as a whole. */
const LONGEST = 80;

/** The text once typing has paused; an emptied box is empty at once. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setPaused(text), text === '' ? 0 : PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [text]);
  return text === '' ? '' : paused;
}

function useOptions(text: string): Option[] {
  const asked = usePaused(text.trim());
  const asks = asked !== '' && asked.length <= LONGEST;
  // What was found for the text before stays until the answer for this one is there: the list changes, it does not blink.
  const { data } = useCall(suggest, { query: { q: asked, lang: language } }, { enabled: asks, keepPrevious: true, staleMillis: FRESH_MS });
  return optionsOf(text, recentSearches(), asks && text.trim() !== '' ? (data?.items ?? []) : []);
}

/** The next place of `count`, or none between the last and the first. */
const moved = (at: number, by: number, count: number): number => ((at + 1 + by + count + 1) % (count + 1)) - 1;

/** Completions of what is being typed, and searches made before. Up and down choose, Enter goes, Escape closes. */
export function Suggestions({ text, given, listId, onKeys, onState, onChosen, onSearch }: CompletionProps) {
  const words = useWords('suggest');
  const navigate = useNavigate();
  const options = useOptions(text);
  const [place, setPlace] = useState({ of: text, at: -1 });
  const [closedAt, setClosedAt] = useState(given === '' ? null : given);
  const [, redraw] = useState(0);
  // A change of the text starts from no choice and opens the list again.
  const at = place.of === text && place.at < options.length ? place.at : -1;
  const open = options.length > 0 && closedAt !== text;
  const active = open && at >= 0 ? `${listId}-${String(at)}` : undefined;

  useEffect(() => onState({ open, active }), [onState, open, active]);
  const count = open ? options.length : 0;
  useEffect(() => {
    if (count > 0) announce(words.count(count));
  }, [count, words]);

  const choose = ({ to }: Option): void => {
    setClosedAt(text);
    onChosen();
    if ('listing' in to) void navigate({ to: paths.listing, params: { id: to.listing } });
    else if (to.search.q !== undefined) onSearch(to.search.q);
    else void navigate({ to: paths.search, search: to.search });
  };
  useEffect(() => {
    onKeys(
      keysOf({
        open,
        chosen: options[at],
        move: (by) => setPlace({ of: text, at: moved(at, by, options.length) }),
        choose,
        show: (shown) => setClosedAt(shown ? null : text),
      }),
    );
    return () => onKeys(null);
  });

  if (!open) return null;
  return (
    <div className="suggest">
      <div {...LISTBOX} id={listId} aria-label={words.label}>
        {options.map((option, index) => (
          <Choice
            key={`${option.kind} ${option.text}`}
            option={option}
            id={`${listId}-${String(index)}`}
            meant={index === at}
            onChoose={choose}
          />
        ))}
      </div>
      <Memory shows={options.some((one) => one.kind === 'recent')} onChange={() => redraw((times) => times + 1)} />
    </div>
  );
}

type ChoiceProps = { option: Option; id: string; meant: boolean; onChoose: (option: Option) => void };

/** One completion: what it is, where it says what was typed. A press leaves the focus in the box. */
function Choice({ option, id, meant, onChoose }: ChoiceProps) {
  const { kinds } = useWords('suggest');
  return (
    <button
      type="button"
      tabIndex={-1}
      {...OPTION}
      {...{ id, 'aria-selected': meant }}
      onPointerDown={stay}
      onClick={() => onChoose(option)}
    >
      <Icon of={ICONS[option.kind]} />
      <span className="suggest-t">
        <Marked text={option.text} ranges={option.ranges} />
      </span>
      <span className="suggest-k">{kinds[option.kind]}</span>
    </button>
  );
}

type Keys = {
  open: boolean;
  chosen: Option | undefined;
  move: (by: 1 | -1) => void;
  choose: (option: Option) => void;
  show: (shown: boolean) => void;
};

/** In a box of several lines the arrows belong to the text, unless the cursor stands at its end. */
function isAtEnd(box: HTMLInputElement | HTMLTextAreaElement): boolean {
  return box.tagName === 'INPUT' || box.selectionStart === box.value.length;
}

const keysOf =
  ({ open, chosen, move, choose, show }: Keys): ListKeys =>
  (event) => {
    if (event.nativeEvent.isComposing) return false;
    const arrow = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : null;
    if (arrow !== null && (chosen !== undefined || isAtEnd(event.currentTarget))) {
      if (open) move(arrow);
      else show(true);
    } else if (event.key === 'Escape' && open) show(false);
    else if (event.key === 'Enter' && open && chosen !== undefined) choose(chosen);
    else return false;
    event.preventDefault();
    return true;
  };

/** What this device remembers, and the way to wipe it or to switch it off. */
function Memory({ shows, onChange }: { shows: boolean; onChange: () => void }) {
  const words = useWords('suggest');
  const on = remembersSearches();
  if (on && !shows) return null;
  const act = (done: () => void) => () => {
    done();
    onChange();
  };
  return (
    <div className="suggest-f">
      <span>{on ? words.onlyHere : words.isOff}</span>
      {on ? (
        <>
          <button type="button" onPointerDown={stay} onClick={act(forgetSearches)}>
            {words.clear}
          </button>
          <button type="button" onPointerDown={stay} onClick={act(() => rememberSearches(false))}>
            {words.off}
          </button>
        </>
      ) : (
        <button type="button" onPointerDown={stay} onClick={act(() => rememberSearches(true))}>
          {words.on}
        </button>
      )}
    </div>
  );
}
