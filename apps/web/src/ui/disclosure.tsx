import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import './disclosure.css';

type Props = { label: ReactNode; name: string; className: string; children: ReactNode };

/**
 * A button that shows a floating panel of links. Escape, a choice inside, or a press outside closes it; focus goes back to the button on Escape.
 * Its content is plain links and buttons in the order of the page, so it needs no roving focus.
 */
export function Disclosure({ label, name, className, children }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const box = useRef<HTMLSpanElement>(null);
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
    document.addEventListener('pointerdown', outside);
    document.addEventListener('keydown', escape);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('keydown', escape);
    };
  }, [open]);

  return (
    <span className="disclosure" ref={box}>
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
      <span className="disclosure-panel" id={id} hidden={!open} onClick={() => setOpen(false)}>
        {children}
      </span>
    </span>
  );
}
