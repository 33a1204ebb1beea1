import { useCallback, useId, useRef, useState, type FocusEvent, type KeyboardEvent, type ComponentType } from 'react';

/** A key that the list takes for itself; true when it did. */
export type ListKeys = (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>) => boolean;
export type ListState = { open: boolean; active: string | undefined };

export type CompletionProps = {
  /** What is typed. */
  text: string;
  /** The text that stood there before: no list opens for it unasked. */
  given: string;
  listId: string;
  onKeys: (keys: ListKeys | null) => void;
  onState: (state: ListState) => void;
  /** Something was chosen and the reader is on the way there. */
  onChosen: () => void;
  /** Something was chosen that is to be searched for. */
  onSearch: (text: string) => void;
};

/** Draws the list below a box. It is another feature's; the page that has both gives it. */
export type Complete = ComponentType<CompletionProps>;

const CLOSED: ListState = { open: false, active: undefined };

/**
 * A box of text with a list of completions below it. The list is drawn from the first time the reader steps into the box, and while the
 * focus is inside; keys stay with the box, the list only says which of its options is meant.
 */
export function useCompletion() {
  const listId = useId();
  const keys = useRef<ListKeys | null>(null);
  const onKeys = useCallback((taken: ListKeys | null): void => {
    keys.current = taken;
  }, []);
  const [inside, setInside] = useState(false);
  const [state, setState] = useState(CLOSED);
  const leave = (): void => {
    setInside(false);
    setState(CLOSED);
  };
  return {
    inside,
    leave,
    list: { listId, onKeys, onState: setState, onChosen: leave },
    /** For the element around box and list. */
    around: {
      onFocus: () => setInside(true),
      onBlur: (event: FocusEvent<HTMLElement>) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave();
      },
    },
    expanded: state.open,
    /** Named by the box while the list is there. */
    listId: state.open ? listId : undefined,
    /** For the box. */
    wiring: {
      'aria-autocomplete': 'list' as const,
      'aria-activedescendant': state.open ? state.active : undefined,
      autoComplete: 'off',
    },
    /** Does the list take this key? */
    takes: (event: KeyboardEvent<HTMLInputElement | HTMLTextAreaElement>): boolean => keys.current?.(event) ?? false,
  };
}
