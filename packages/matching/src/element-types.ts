import { fold, hasMarks } from '@ketnoi/language/fold';

/** What a keyword names: of what something is made, how, what comes of it, what it brings, and where it is used. */
export type ElementType = 'material' | 'method' | 'product' | 'effect' | 'application';

/**
 * Words that say of which kind a term is: an English term by its last word, or how that ends; a Vietnamese one by its first words. What no list knows
 * stays without a kind.
 */
const ENGLISH: readonly (readonly [ElementType, RegExp])[] = [
  ['effect', /(?:reduction|resistance|saving|savings|efficiency|safety|durability|tolerance|ness|yield|lifetime|quality)$/],
  [
    'product',
    /(?:system|device|machine|sensor|kit|software|app|platform|robot|reactor|filter|module|unit|station|camera|battery|cabinet|tool|variety|vaccine|drug|pump|engine|drone|assistant|equipment|line|dryer|sorter|heater|cooler|harvester|analyser|analyzer|tester|monitor|detector)$/,
  ],
  ['method', /(?:tion|sion|ing|ysis|treatment|process|method|algorithm|therapy|assay|test|culture|synthesis|recovery|reuse)$/],
  [
    'material',
    /(?:membrane|polymer|ceramic|ceramics|steel|iron|alloy|carbide|carbon|fibre|fiber|resin|glass|oxide|composite|film|enzyme|collagen|gelatin|starch|husk|ash|dust|sludge|wastewater|water|oil|gas|biomass|wood|rubber|zinc|copper|silver|tin|catalyst|pigment|fertiliser|fertilizer|protein|extract|concrete|mortar|clay|salt|acid|powder|fabric|paper|plastic|plastics|skin|shell|phage|phages|bacteria|algae)$/,
  ],
];

const list = (terms: string): string[] => terms.split(/,\s+/);

const VIETNAMESE: readonly (readonly [ElementType, readonly string[]])[] = [
  ['effect', list('giảm, tiết kiệm, chống, kháng, chịu, tăng, nâng cao, an toàn, hiệu suất, năng suất, chất lượng, độ bền')],
  [
    'product',
    list(
      `hệ thống, hệ, thiết bị, máy, cảm biến, bộ kit, kit, bộ, phần mềm, ứng dụng, nền tảng, rô bốt, robot, bể, lò, mô-đun, trạm, pin, tủ, giống,
      vắc xin, thuốc, bơm, động cơ, xe, dây chuyền, trợ lý, công cụ, camera`,
    ),
  ],
  [
    'method',
    list(
      `xử lý, lọc, sấy, chiết, nung, ủ, lên men, nhận dạng, nhận diện, phân tích, dự báo, tối ưu, tái chế, tái sử dụng, thu hồi, giám sát,
      phương pháp, quy trình, công nghệ, học, nuôi, in, phủ, tổng hợp, phát hiện, bảo quản, bao gói, chẩn đoán, điều khiển, kiểm tra, đo, cảnh báo,
      khử, tách, nhiệt luyện, đúc, hàn, gia công, trồng`,
    ),
  ],
  [
    'material',
    list(
      `màng, gốm, thép, gang, hợp kim, cacbua, silic, sợi, nhựa, thủy tinh, oxit, compozit, composite, enzym, enzyme, tinh bột, trấu, tro, bụi, bùn,
      nước, dầu, khí, sinh khối, gỗ, cao su, kẽm, đồng, thiếc, xúc tác, phân, vải, bê tông, vữa, muối, bột, da, vỏ, vi khuẩn, vi sinh, tảo,
      thực khuẩn, than, đất, vật liệu, chế phẩm, cao`,
    ),
  ],
];

/** The kind of a technology keyword; null when its words do not say. */
export function elementTypeOf(keyword: string): ElementType | null {
  if (!hasMarks(keyword)) {
    const folded = fold(keyword);
    return ENGLISH.find(([, ends]) => ends.test(folded))?.[0] ?? vietnameseType(keyword.toLowerCase());
  }
  return vietnameseType(keyword.normalize('NFC').toLowerCase());
}

function vietnameseType(keyword: string): ElementType | null {
  const starts = (head: string): boolean => keyword === head || keyword.startsWith(`${head} `);
  return VIETNAMESE.find(([, heads]) => heads.some(starts))?.[0] ?? null;
}
