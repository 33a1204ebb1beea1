/** An element of a document that was read strictly. */
export type Element = {
  name: string;
  attributes: Record<string, string>;
  text: string;
  /** Its direct children of a name. */
  all: (name: string) => Element[];
  /** The one child of a name; throws when there is none or another one. */
  one: (name: string) => Element;
};

const TOKEN = /<\?xml [^>]*\?>\s*|<\/([\w:]+)>|<([\w:]+)((?:\s+[\w:]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
const ATTRIBUTE = /([\w:]+)="([^"<]*)"/gu;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const FORBIDDEN = /[^\u{9}\u{A}\u{D}\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

function decode(text: string): string {
  if (text.includes(']]>')) throw new Error('"]]>" in text');
  return text.replaceAll(/&([^;&]*;?)/gu, (whole, name: string) => {
    const sign = NAMED[name.slice(0, -1)];
    if (sign === undefined || !name.endsWith(';')) throw new Error(`no entity: ${whole}`);
    return sign;
  });
}

function element(name: string, attributes: Record<string, string>): Element & { children: Element[] } {
  const children: Element[] = [];
  const all = (wanted: string): Element[] => children.filter((child) => child.name === wanted);
  const one = (wanted: string): Element => {
    const [only, more] = all(wanted);
    if (only === undefined || more !== undefined) throw new Error(`${name} has ${all(wanted).length} ${wanted}`);
    return only;
  };
  return { name, attributes, text: '', children, all, one };
}

/** Reads a document without comments, sections or entities of its own; throws at the first thing that XML does not allow. @returns its root. */
export function readXml(text: string): Element {
  if (FORBIDDEN.test(text)) throw new Error('a sign that XML cannot hold');
  const top = element('', {});
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`not XML at ${at}: ${text.slice(at, at + 60)}`);
    const [, end, start, attributes = '', closed, words] = match;
    const current = open.at(-1) ?? top;
    if (words !== undefined) current.text += decode(words);
    if (end !== undefined && (open.length === 1 || open.pop()?.name !== end)) throw new Error(`</${end}> closes nothing at ${at}`);
    if (start === undefined) continue;
    const found = [...attributes.matchAll(ATTRIBUTE)].map((one): [string, string] => [one[1] ?? '', decode(one[2] ?? '')]);
    if (new Set(found.map(([name]) => name)).size !== found.length) throw new Error(`an attribute twice at ${at}`);
    const child = element(start, Object.fromEntries(found));
    current.children.push(child);
    if (closed === '') open.push(child);
  }
  if (open.length !== 1) throw new Error(`<${open.at(-1)?.name ?? ''}> is not closed`);
  const [root, more] = top.children;
  if (root === undefined || more !== undefined || top.text.trim() !== '') throw new Error('a document has one root');
  return root;
}
