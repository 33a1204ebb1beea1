import type { Language } from '@ketnoi/domain/language';
import type { Feature } from '@ketnoi/domain/match';
import type { Side } from '@ketnoi/domain/listing-fields';

/** Who asks, as the reader calls him: himself, or the listing of somebody else. */
export type Asker = 'you' | Side;
type Pair = { need: string; offer: string };

/** All that reasons are said with, in one language. `need` and `offer` are what a side says, in the reader's words: `bạn cần từ TRL 7`. */
export type SentenceWords = {
  /** What a side does not say, by feature and by the side that is silent. */
  silent: Readonly<Record<Feature, Pair>>;
  unknown: { one: (who: Asker, what: string) => string; both: (what: string) => string; other: string };
  near: string;
  far: string;
  common: (words: string) => string;
  someCommon: string;
  nothingCommon: string;
  notMentioned: (words: string) => string;
  fits: (what: string) => string;
  close: (what: string) => string;
  fails: (what: string) => string;
  elements: (words: string) => string;
  noElements: string;
  sameClass: (name: string) => string;
  otherClass: (asked: string, found: string) => string;
  level: (of: { level: string; least: string; asker: Asker }) => string;
  money: (of: { price: string; budget: string; asker: Asker }) => string;
  range: (min: string | null, max: string | null) => string;
  samePlace: (name: string) => string;
  place: (asked: string, found: string, asker: Asker) => string;
  modes: (names: string) => string;
  otherModes: (names: string) => string;
  ip: (name: string) => string;
  inTime: (window: string, until: string) => string;
  lateFor: (window: string, until: string) => string;
  window: (from: string | null, to: string | null) => string;
  verified: string;
  unverified: string;
  published: (day: string) => string;
  liked: string;
  disliked: string;
};

const WHO_VI: Readonly<Record<Asker, string>> = { you: 'bạn', need: 'bên có nhu cầu', offer: 'bên chào bán' };
const WHO_EN: Readonly<Record<Asker, string>> = { you: 'you', need: 'the need', offer: 'the offer' };
const same = (what: string): Pair => ({ need: what, offer: what });

const vi: SentenceWords = {
  silent: {
    meaning: same('nội dung để so nghĩa'),
    words: same('nội dung để so từ'),
    figures: { need: 'số liệu cần đạt', offer: 'số liệu' },
    elements: same('vật liệu, phương pháp hay sản phẩm'),
    field: same('lĩnh vực'),
    sector: same('ngành ưu tiên'),
    maturity: { need: 'TRL tối thiểu', offer: 'TRL' },
    budget: { need: 'ngân sách', offer: 'giá' },
    place: same('địa điểm'),
    modes: { need: 'cách chuyển giao muốn có', offer: 'cách chuyển giao' },
    ip: same('quyền sở hữu trí tuệ'),
    time: { need: 'thời hạn', offer: 'thời gian hiệu lực' },
    trust: same('thông tin để xác minh'),
    feedback: same('đánh giá trước đây'),
  },
  unknown: {
    one: (who, what) => `Chưa rõ: ${WHO_VI[who]} chưa nêu ${what}`,
    both: (what) => `Chưa rõ: hai bên chưa nêu ${what}`,
    other: 'Chưa so được',
  },
  near: 'Gần nghĩa với điều đang cần',
  far: 'Nghĩa chung còn xa',
  common: (words) => `Từ khớp: ${words}`,
  someCommon: 'Có nhiều từ chung',
  nothingCommon: 'Gần như không có từ chung',
  notMentioned: (words) => `chưa thấy nêu: ${words}`,
  fits: (what) => `Khớp: ${what}`,
  close: (what) => `Gần đạt: ${what}`,
  fails: (what) => `Chưa đạt: ${what}`,
  elements: (words) => `Vật liệu, phương pháp, sản phẩm khớp: ${words}`,
  noElements: 'Khác vật liệu, phương pháp hay sản phẩm',
  sameClass: (name) => `Cùng nhóm: ${name}`,
  otherClass: (asked, found) => `Khác nhóm: ${asked} và ${found}`,
  level: ({ level, least, asker }) => `TRL\u00a0${level}, ${asker === 'you' ? 'bạn' : 'nhu cầu'} cần từ ${least}`,
  money: ({ price, budget, asker }) => `Giá ${price}, ngân sách ${asker === 'you' ? 'của bạn' : 'của nhu cầu'} ${budget}`,
  range: (min, max) => (min === null ? `đến ${max ?? ''}` : max === null ? `từ ${min}` : min === max ? min : `${min} đến ${max}`),
  samePlace: (name) => `Cùng địa bàn: ${name}`,
  place: (asked, found, asker) => `Ở ${found}; ${WHO_VI[asker]} ở ${asked}`,
  modes: (names) => `Cách chuyển giao khớp: ${names}`,
  otherModes: (names) => `Không có cách chuyển giao đang cần: ${names}`,
  ip: (name) => `Sở hữu trí tuệ: ${name}`,
  inTime: (window, until) => `Kịp thời gian: cần ${window}, chào bán còn hiệu lực đến ${until}`,
  lateFor: (window, until) => `Lệch thời gian: cần ${window}, chào bán còn hiệu lực đến ${until}`,
  window: (from, to) => [from === null ? '' : `từ ${from}`, to === null ? '' : `đến ${to}`].filter((part) => part !== '').join(' '),
  verified: 'Tổ chức đã xác minh',
  unverified: 'Tổ chức chưa xác minh',
  published: (day) => `công bố ${day}`,
  liked: 'Giống kết quả bạn đã chọn',
  disliked: 'Giống kết quả bạn đã bỏ vì sai chủ đề',
};

const en: SentenceWords = {
  silent: {
    meaning: same('enough to compare its meaning'),
    words: same('enough to compare its words'),
    figures: { need: 'target figures', offer: 'figures' },
    elements: same('materials, methods or products'),
    field: same('a field'),
    sector: same('a priority sector'),
    maturity: { need: 'a least TRL', offer: 'a TRL' },
    budget: { need: 'a budget', offer: 'a price' },
    place: same('a place'),
    modes: { need: 'a wanted way of transfer', offer: 'a way of transfer' },
    ip: same('intellectual property rights'),
    time: { need: 'dates', offer: 'how long it stands' },
    trust: same('anything to be verified by'),
    feedback: same('earlier answers'),
  },
  unknown: {
    one: (who, what) => `Unknown: ${WHO_EN[who]} ${who === 'you' ? 'do' : 'does'} not give ${what}`,
    both: (what) => `Unknown: neither side gives ${what}`,
    other: 'Could not be compared',
  },
  near: 'Close in meaning to what is needed',
  far: 'Some way off in meaning',
  common: (words) => `Words in common: ${words}`,
  someCommon: 'Many words in common',
  nothingCommon: 'Hardly any words in common',
  notMentioned: (words) => `not mentioned: ${words}`,
  fits: (what) => `Fits: ${what}`,
  close: (what) => `Nearly there: ${what}`,
  fails: (what) => `Falls short: ${what}`,
  elements: (words) => `Material, method or product in common: ${words}`,
  noElements: 'Other materials, methods or products',
  sameClass: (name) => `Same class: ${name}`,
  otherClass: (asked, found) => `Different classes: ${asked} and ${found}`,
  level: ({ level, least, asker }) =>
    asker === 'you' ? `TRL\u00a0${level}, you asked for ${least} or more` : `TRL\u00a0${level}, the need asks for ${least} or more`,
  money: ({ price, budget, asker }) => `Price ${price}, ${asker === 'you' ? 'your budget' : 'the need’s budget'} ${budget}`,
  range: (min, max) => (min === null ? `up to ${max ?? ''}` : max === null ? `from ${min}` : min === max ? min : `${min} to ${max}`),
  samePlace: (name) => `Same place: ${name}`,
  place: (asked, found, asker) => `In ${found}; ${WHO_EN[asker]} ${asker === 'you' ? 'are' : 'is'} in ${asked}`,
  modes: (names) => `Ways of transfer that fit: ${names}`,
  otherModes: (names) => `Not offered in the way wanted: ${names}`,
  ip: (name) => `Intellectual property: ${name}`,
  inTime: (window, until) => `In time: needed ${window}, offered until ${until}`,
  lateFor: (window, until) => `Out of time: needed ${window}, offered until ${until}`,
  window: (from, to) => [from === null ? '' : `from ${from}`, to === null ? '' : `by ${to}`].filter((part) => part !== '').join(' '),
  verified: 'Verified organisation',
  unverified: 'Organisation not verified',
  published: (day) => `published ${day}`,
  liked: 'Like those you chose',
  disliked: 'Like those you dismissed as another topic',
};

export const SENTENCES: Readonly<Record<Language, SentenceWords>> = { vi, en };
