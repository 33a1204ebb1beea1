/** A condition of ours, as it stands in the text of a tsquery. */
type Tree = { kind: 'lexeme'; lexeme: string; beginning: boolean } | { kind: 'all' | 'any'; parts: readonly Tree[] };

const TOKEN = /\s*(?:'((?:[^'\\]|''|\\.)*)'(:\*)?|([&|()]))/uy;

type Token = { lexeme: string; beginning: boolean } | '&' | '|' | '(' | ')';

function tokensOf(text: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text);
    if (match === null) throw new Error('a condition is not of our making');
    const [, quoted, beginning, sign] = match;
    if (quoted === undefined) found.push(sign as '&');
    else found.push({ lexeme: quoted.replaceAll("''", "'").replaceAll(/\\(.)/gsu, '$1'), beginning: beginning !== undefined });
  }
  return found;
}

/** Reads a condition: lexemes, `&` before `|`, brackets. Conditions of searches know no other operator. */
export function readCondition(text: string): Tree {
  const tokens = tokensOf(text);
  let at = 0;
  const row = (sign: '&' | '|', part: () => Tree): Tree => {
    const parts = [part()];
    while (tokens[at] === sign) {
      at += 1;
      parts.push(part());
    }
    const [only] = parts;
    return parts.length === 1 && only !== undefined ? only : { kind: sign === '&' ? 'all' : 'any', parts };
  };
  const one = (): Tree => {
    const token = tokens[at];
    at += 1;
    if (typeof token === 'object') return { kind: 'lexeme', ...token };
    if (token !== '(') throw new Error('a condition is not of our making');
    const inner = either();
    at += 1;
    return inner;
  };
  const either = (): Tree => row('|', () => row('&', one));
  const tree = either();
  if (at !== tokens.length) throw new Error('a condition is not of our making');
  return tree;
}

/** Every lexeme of a condition. */
export function lexemesIn(tree: Tree): string[] {
  return tree.kind === 'lexeme' ? [tree.lexeme] : tree.parts.flatMap(lexemesIn);
}

type Cover = { keys: readonly string[]; listings: number };

function coverOf(tree: Tree, listings: (lexeme: string) => number): Cover {
  if (tree.kind === 'lexeme')
    return { keys: [tree.beginning ? `${tree.lexeme}*` : tree.lexeme], listings: listings(tree.lexeme) * (tree.beginning ? 2 : 1) };
  const covers = tree.parts.map((part) => coverOf(part, listings));
  if (tree.kind === 'all') return covers.reduce((best, one) => (one.listings < best.listings ? one : best));
  return { keys: covers.flatMap((one) => one.keys), listings: covers.reduce((sum, one) => sum + one.listings, 0) };
}

/**
 * The fewest listings' worth of lexemes of which every listing that meets the condition holds at least one: of what must all be there the
 * rarest, of what may stand for each other each. A key that ends in `*` is a beginning. @param listings about how many hold a lexeme.
 */
export function keysOf(tree: Tree, listings: (lexeme: string) => number): string[] {
  return [...new Set(coverOf(tree, listings).keys)];
}
