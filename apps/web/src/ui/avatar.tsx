/** The last two words that start with a letter; what stands in brackets is no name. */
function initials(name: string): string {
  const words = name.replaceAll(/\([^)]*\)/gu, '').match(/\p{L}[\p{L}\p{M}\p{N}&]*/gu) ?? [];
  return words
    .slice(-2)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join('');
}

/** The initials of an organisation or a person beside its name; drawn, not written, so that a button is called by the name alone. */
export function Avatar({ name, square = false }: { name: string; square?: boolean }) {
  return <span className={square ? 'avatar sq' : 'avatar'} data-initials={initials(name)} aria-hidden />;
}
