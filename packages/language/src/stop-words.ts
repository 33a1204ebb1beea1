import { fold } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import { longestMatches, phraseIndex, typedWord, type TypedWord } from './phrases.ts';
import { isFoldedSyllable } from './syllable.ts';

// Words that say nothing about what is sought. Kept short: what may be a telling word in some listing is not here.
const VIETNAMESE = setOf(`và của cho các những là trong với từ bằng được có để ở tại theo về đến do bởi như khi mà thì này đó nào gì
  ai sao nhưng vẫn còn lắm quá nhé xin nhờ dạ em anh chị mình họ nó vì nếu khá ấy kia nay mỗi hơn rất cũng đã đang sẽ bị ra vào trên dưới một nhằm nên cần muốn tìm giúp hay hoặc không trước sau giữa qua lại tôi chúng ta bạn`);
// Without marks only these still mean little else: `cua` may be a crab, `trong` planting, `nen` a compressor.
const VIETNAMESE_UNMARKED = setOf('va cac cho theo hoac rat nham muon giup');
const ENGLISH = setOf(`the a an of and or for in on at to by from with without into is are was be as that this these those it its we our
  you your i my how what which who need needs want looking find using use used based can could
  please would should must will may might do does did has have had any some there them they he she me not no if so than then when where why
  while also very too more most much many let get make makes help about during through between`);
// `in`, `an`, `can` are English stop words and Vietnamese words; these are not.
const ENGLISH_ONLY: ReadonlySet<string> = new Set([...ENGLISH].filter((word) => !isFoldedSyllable(word)));

const FILLERS = phraseIndex(
  [
    'làm sao|thế nào|làm thế nào|như thế nào|vì sao|tại sao|bao nhiêu|ở đâu|cách nào|bằng cách nào|có cách nào|giải pháp nào|có ai|ai có',
    'đơn vị nào|có đơn vị nào|công ty nào|xin hỏi|cho hỏi|cho em hỏi|cho tôi hỏi|cho mình hỏi|chúng tôi|chúng ta|chúng em|bà con|nhà em',
    'nhà tôi|gia đình tôi|bên em|bên tôi|mong muốn|đang cần|cần tìm|muốn tìm|tìm kiếm|đang tìm|có thể|hiện nay|hiện tại|ngày càng|một số',
    'các loại|do đó|vì vậy|tuy nhiên|trong khi|sau khi|trước khi|làm cho|sao cho|để cho|có nhu cầu|nhu cầu về',
  ].flatMap((line) =>
    line.split('|').map((phrase) => {
      const words = phrase.split(' ').map(typedWord);
      return { keys: words.map(({ folded }) => folded), marked: words.map(({ marked }) => marked), value: phrase };
    }),
  ),
);

// Half of all listings could hold these; they go first when a query has more words than an engine takes.
const WEAK = new Set(
  [
    'hệ thống|giải pháp|công nghệ|kỹ thuật|quy trình|phương pháp|thiết bị|dây chuyền|sản phẩm|sản xuất|nghiên cứu|ứng dụng|chế tạo',
    'chất lượng|hiệu quả|nâng cao|phát triển|xây dựng|cải tiến|giám sát|vấn đề|nhu cầu|dịch vụ|mô hình|quy mô|chi phí|tỉnh|huyện|xã',
    'technology|system|solution|method|process|device|equipment|product|production|research|development|application|quality|improve',
  ].flatMap((line) => line.split('|').map(fold)),
);

/** Whether a term, given by its folded words, is so general that others tell more. */
export function isWeak(foldedTerm: string): boolean {
  return WEAK.has(foldedTerm);
}

/** Whether a word, with its marks, says nothing in Vietnamese. */
export function isVietnameseStopWord(marked: string): boolean {
  return VIETNAMESE.has(marked);
}

/** Tells of a word of a query whether it is too common to say what is sought. */
export type StopWordTest = (word: StoppedWord) => boolean;

type StoppedWord = TypedWord & { isSure: boolean };

/** A query of so many words is a sentence; fewer words are all meant. */
const SENTENCE = 5;

/**
 * Which words of a query are too common to say what is sought. Marks decide: in a query with marks `của` stops and `cua` does
 * not; without marks only what can mean nothing else stops, and in a sentence what its neighbours leave no doubt of.
 */
export function stopWordTest(language: Language | null, queryHasMarks: boolean, words: number): StopWordTest {
  if (language === 'en') return (word) => ENGLISH.has(word.folded);
  if (queryHasMarks) return (word) => VIETNAMESE.has(word.marked) || ENGLISH_ONLY.has(word.folded);
  const isSentence = words >= SENTENCE;
  return (word) =>
    VIETNAMESE_UNMARKED.has(word.folded) ||
    ENGLISH_ONLY.has(word.folded) ||
    (isSentence && word.isSure && VIETNAMESE.has(word.likely ?? ''));
}

/** Whether a translation says nothing: `by` for `của`. */
export function isEmptyTranslation(words: readonly string[], language: Language): boolean {
  const stops = language === 'en' ? ENGLISH : VIETNAMESE;
  return words.every((word) => word.length < 2 || stops.has(word));
}

/** The places of the words that only ask or lead to the matter (`làm thế nào để`, `chúng tôi đang cần`). */
export function fillers(words: readonly TypedWord[], queryHasMarks: boolean): ReadonlySet<number> {
  if (!queryHasMarks && words.length < SENTENCE) return new Set();
  return new Set(longestMatches(FILLERS, words).flatMap(({ start, end }) => Array.from({ length: end - start }, (_, at) => start + at)));
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
