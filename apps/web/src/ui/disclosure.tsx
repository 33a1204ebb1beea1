import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import './disclosure.css';

type Props = { label: ReactNode; name: string; className: string; boxClassName?: string; children: ReactNode };

/**
 * A button that shows a floating panel of links. Escape, a choice inside, or a press outside closes it; focus goes back to the button on Escape.
 * Its content is plain links and buttons in the order of the page, so it needs no roving focus.
 */
export function Disclosure({ label, name, className, boxClassName, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
  const panel = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!open) return;
    const outside = (event: PointerEvent): void => {
      if (event.target instanceof Node && box.current?.contains(event.target) === false) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      setOpen(false);
      button.current?.focus();
    };
    const chosen = (event: MouseEvent): void => {
      if (event.target instanceof Node && panel.current?.contains(event.target) === true) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('click', chosen);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('click', chosen);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <span className={boxClassName === undefined ? 'disclosure' : `disclosure ${boxClassName}`} ref={box}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {label}
      </button>
      <span className="disclosure-panel" ref={panel} id={id} hidden={!open}>
        {children}
      </span>
    </span>
  );
}
