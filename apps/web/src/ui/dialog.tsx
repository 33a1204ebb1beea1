import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './dialog.css';

type Props = {
  open: boolean;
  title: string;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  foot?: ReactNode;
  wide?: boolean;
};

/** A sheet over the page (the browser's own modal dialog: focus stays inside, Escape closes). */
export function Dialog({ open, title, closeLabel, onClose, children, foot, wide = false }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const box = dialog.current;
    if (open && box?.open === false) box.showModal();
    if (!open && box?.open === true) box.close();
  }, [open]);
  return (
    <dialog ref={dialog} className={wide ? 'sheet wide' : 'sheet'} aria-label={title} onClose={onClose}>
      {open ? (
        <>
          <div className="row between sheet-h">
            <h2>{title}</h2>
            <button type="button" className="icon-btn" aria-label={closeLabel} onClick={onClose}>
              <Icon of={IconX} large />
            </button>
          </div>
          <div className="sheet-b">{children}</div>
          {foot === undefined ? null : <div className="sheet-f">{foot}</div>}
        </>
      ) : null}
    </dialog>
  );
}
