import { fold } from './fold.ts';
import type { Language } from '@ketnoi/domain/language';
import type { TypedWord } from './phrases.ts';
import { isFoldedSyllable } from './syllable.ts';

// Words that say nothing about what is sought. Kept short: what may be a telling word in some listing is not here.
const VIETNAMESE = setOf(`và của cho các những là trong với từ bằng được có để ở tại theo về đến do bởi như khi mà thì này đó nào gì
  rất cũng đã đang sẽ bị ra vào trên dưới một nhằm nên cần muốn tìm giúp hay hoặc không trước sau giữa qua lại tôi chúng ta bạn`);
// Without marks only these still mean little else: `cua` may be a crab, `trong` planting, `nen` a compressor.
const VIETNAMESE_UNMARKED = setOf('va cac cho theo hoac rat nham muon giup');
const ENGLISH = setOf(`the a an of and or for in on at to by from with without into is are was be as that this these those it its we our
  you your i my how what which who need needs want looking find using use used based can could`);
// `in`, `an`, `can` are English stop words and Vietnamese words; these are not.
const ENGLISH_ONLY: ReadonlySet<string> = new Set([...ENGLISH].filter((word) => !isFoldedSyllable(word)));

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

/**
 * Which words of a query are too common to say what is sought. Marks decide: in a query with marks `của` stops and `cua` does
 * not; without marks only what can mean nothing else stops.
 */
export function stopWordTest(language: Language | null, queryHasMarks: boolean): (word: TypedWord) => boolean {
  if (language === 'en') return (word) => ENGLISH.has(word.folded);
  if (queryHasMarks) return (word) => VIETNAMESE.has(word.marked) || ENGLISH_ONLY.has(word.folded);
  return (word) => VIETNAMESE_UNMARKED.has(word.folded) || ENGLISH_ONLY.has(word.folded);
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/));
}
