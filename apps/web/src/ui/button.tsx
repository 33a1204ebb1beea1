import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ButtonHTMLAttributes, Ref } from 'react';

type Look = { variant?: 'primary' | 'default' | 'quiet' | 'danger'; small?: boolean; full?: boolean };

const VARIANT = { primary: ' pri', default: '', quiet: ' quiet', danger: ' bad' } as const;

function classOf({ variant = 'default', small = false, full = false }: Look, extra: string | undefined): string {
  return `btn${VARIANT[variant]}${small ? ' sm' : ''}${full ? ' full' : ''}${extra === undefined ? '' : ` ${extra}`}`;
}

type ButtonProps = Look & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean; busyLabel?: string };

/** A button. While busy it cannot be pressed again and says what it does ("Đang gửi"). */
export function Button({ variant, small, full, busy = false, busyLabel, className, children, ...rest }: ButtonProps) {
  const look = classOf({ ...(variant && { variant }), ...(small && { small }), ...(full && { full }) }, className);
  return (
    <button type="button" {...rest} className={look} aria-busy={busy || undefined} disabled={busy || rest.disabled}>
      {busy ? <span className="spin" aria-hidden /> : null}
      {busy ? (busyLabel ?? children) : children}
    </button>
  );
}

type AnchorProps = Look & AnchorHTMLAttributes<HTMLAnchorElement> & { ref?: Ref<HTMLAnchorElement> };

function Anchor({ variant, small, full, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={classOf({ ...(variant && { variant }), ...(small && { small }), ...(full && { full }) }, className)}>
      {children}
    </a>
  );
}

/** A link to a page that looks like a button. */
export const ButtonLink = createLink(Anchor);
