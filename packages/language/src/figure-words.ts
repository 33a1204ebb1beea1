import { fold } from './fold.ts';
import type { Reading } from './figure-units.ts';

/** How a figure limits: as said by the words around it, `between` for ranges, `equal` where nothing is said. */
export type Comparator = 'at_least' | 'at_most' | 'about' | 'equal' | 'between';

const AT_MOST = `dưới|không quá|không vượt quá|không được quá|không được vượt quá|vượt không quá|tối đa|nhỏ hơn|ít hơn|thấp hơn|bé hơn|ngắn hơn|không lớn hơn
  |không cao hơn|không nhiều hơn|chưa đến|chưa tới|cao nhất|lớn nhất|nhiều nhất|lên đến|lên tới|trong vòng|under|below|up to|at most|less than|lower than
  |no more than|not more than|no greater than|no higher than|not exceeding|not exceed|max|max.|maximum|within|fewer than|smaller than|shorter than|less than or equal to|below or equal to|<|≤|<=|⩽`;
const AT_LEAST = `trên|ít nhất|tối thiểu|lớn hơn|cao hơn|nhiều hơn|dài hơn|hơn|không dưới|không nhỏ hơn|không ít hơn|không thấp hơn|vượt|quá|above|over|more than
  |greater than|higher than|at least|no less than|not less than|no lower than|not below|minimum|min|min.|exceeding|exceeds|beyond|in excess of|greater than or equal to|longer than|larger than|bigger than|>|≥|>=|⩾`;
const FROM = 'từ|from|starting at';
const ABOUT = `khoảng|xấp xỉ|chừng|tầm|gần|cỡ|ước|ước chừng|xung quanh|about|around|approximately|approx|approx.|roughly|nearly|almost|circa|some|~|≈`;
const FILLERS = 'là|khoảng|chừng|ở|đạt|about|of|is|only|just';
const UP_FROM = 'trở lên|đổ lên|or more|or above|and above|or higher|or greater|or over|or longer|and up';
const DOWN_FROM = 'trở xuống|đổ lại|trở lại|đổ xuống|or less|or below|and below|or lower|or under|or fewer|or shorter';
const CHANGES = 'còn|xuống|lên|thành|sang|down to|up to|to';
const BETWEEN = 'giữa|trong khoảng|khoảng từ|từ|between|from';

/** The phrases as alternatives, longest first; in a text without marks also without theirs. */
function alternatives(phrases: string, withoutMarks: boolean): string {
  const listed = phrases.split('|').map((phrase) => phrase.trim());
  const all = withoutMarks ? [...new Set([...listed, ...listed.map(fold)])] : listed;
  return all
    .toSorted((a, b) => b.length - a.length)
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .map((phrase) => phrase.replaceAll(' ', String.raw`\s`))
    .join('|');
}

type Words = { before: RegExp; after: RegExp; change: RegExp; between: RegExp };

function words(withoutMarks: boolean): Words {
  const of = (phrases: string): string => alternatives(phrases, withoutMarks);
  const before = `(?:(?<most>${of(AT_MOST)})|(?<least>${of(AT_LEAST)})|(?<from>${of(FROM)})|(?<about>${of(ABOUT)}))`;
  return {
    before: new RegExp(`(?<!\\p{L})${before}(?:\\s(?:${of(FILLERS)}))?[\\s:=]{0,2}$`, 'iu'),
    after: new RegExp(`(?:\\s(?:(?<least>${of(UP_FROM)})|(?<most>${of(DOWN_FROM)}))(?!\\p{L})|(?<plus>\\+)(?!\\d))`, 'iuy'),
    change: new RegExp(`\\s(?:${of(CHANGES)})(?!\\p{L})`, 'iuy'),
    between: new RegExp(`(?<!\\p{L})(?:${of(BETWEEN)})\\s$`, 'iu'),
  };
}

const MARKED = words(false);
const PLAIN = words(true);
const LONGEST_BEFORE = 30;

/** What the words around `[start, end)` say of the figure there. */
export function comparatorAround({ text, marked }: Reading, start: number, end: number): Comparator {
  const around = marked ? MARKED : PLAIN;
  const lead = text.slice(Math.max(0, start - LONGEST_BEFORE), start);
  // An error of ± so much is one of at most so much.
  if (/±\s?$/u.test(lead)) return 'at_most';
  around.after.lastIndex = end;
  const after = around.after.exec(text)?.groups;
  if (after) return after['most'] === undefined ? 'at_least' : 'at_most';
  const before = around.before.exec(lead)?.groups;
  if (before === undefined) return 'equal';
  if (before['most'] !== undefined) return 'at_most';
  if (before['about'] !== undefined) return 'about';
  if (before['least'] !== undefined) return 'at_least';
  // `giảm từ 18% còn 4%` tells of a change, not of a limit.
  around.change.lastIndex = end;
  return around.change.test(text) ? 'equal' : 'at_least';
}

/** Whether the words before a place make of `5 và 7` behind it a range. */
export function opensRange({ text, marked }: Reading, start: number): boolean {
  return (marked ? MARKED : PLAIN).between.test(text.slice(Math.max(0, start - LONGEST_BEFORE), start));
}
