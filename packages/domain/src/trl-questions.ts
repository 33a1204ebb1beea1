import type { Bilingual } from './language.ts';

/**
 * Questions whose answers would show that a technology readiness level is reached: information for whoever writes a listing, never an assessment. Levels after EU
 * Horizon 2020 (Work Programme 2014-2015, General Annex G); evidence and questions by this project, Apache-2.0.
 */
export const TRL_SOURCE = { name: 'EU Horizon 2020, General Annex G; questions by Ketnoi (Apache-2.0)', asOf: '2026-11-24' };

type Words = Readonly<{ vi: string; en: string }>;
type TrlQuestion = { level: number; question: Words };

const asked = (level: number, vi: string, en: string): TrlQuestion => ({ level, question: { vi, en } });

const QUESTIONS: readonly TrlQuestion[] = [
  asked(1, 'Nguyên lý đã được quan sát, công bố ở đâu?', 'Where were the principles observed and reported?'),
  asked(1, 'Giả thuyết nào cần kiểm chứng tiếp?', 'Which hypothesis is to be tested next?'),
  asked(2, 'Công nghệ sẽ dùng vào việc gì? Có bản mô tả khái niệm chưa?', 'What will it be used for? Is there a written concept?'),
  asked(2, 'Phân tích hay tính toán nào cho thấy làm được?', 'Which analysis or calculation says that it can be done?'),
  asked(
    3,
    'Thí nghiệm nào chứng minh chức năng then chốt? Lặp lại mấy lần?',
    'Which experiment proves the critical function? How often was it repeated?',
  ),
  asked(3, 'Số liệu đo được là bao nhiêu, nằm trong báo cáo nào?', 'What was measured, and in which report does it stand?'),
  asked(4, 'Mẫu thử nào đã chạy trong phòng thí nghiệm, ở đâu, bao lâu?', 'Which test piece ran in which laboratory, for how long?'),
  asked(4, 'Kết quả thử so với mục tiêu ra sao? Ai ký báo cáo?', 'How do the results compare with the goal? Who signed the report?'),
  asked(5, 'Điều kiện thử gần thực tế ở điểm nào, khác ở điểm nào?', 'In what were the test conditions close to real ones, in what not?'),
  asked(5, 'Đã thử trong bao lâu, số liệu ở đâu?', 'For how long was it tested, and where are the figures?'),
  asked(
    6,
    'Nguyên mẫu đã trình diễn ở đâu, quy mô nào, ai chứng kiến?',
    'Where was the prototype shown, at what scale, and who witnessed it?',
  ),
  asked(6, 'Có biên bản, video, số liệu trình diễn không?', 'Is there a record, a video, data of the demonstration?'),
  asked(7, 'Đã chạy thử tại cơ sở sử dụng nào, từ ngày nào đến ngày nào?', 'At which user’s site did it run, from when to when?'),
  asked(
    7,
    'Đã thử trong môi trường nào, bao lâu, số liệu ở đâu?',
    'In what environment was it tried, for how long, and where are the figures?',
  ),
  asked(8, 'Đạt tiêu chuẩn, quy chuẩn nào? Số chứng nhận, ngày cấp?', 'Which standards does it meet? Number and date of the certificate?'),
  asked(8, 'Quy trình sản xuất và kiểm tra chất lượng đã viết ra chưa?', 'Are production and quality control written down?'),
  asked(
    9,
    'Bao nhiêu khách hàng đang dùng, từ khi nào? Hợp đồng nào nêu được?',
    'How many customers use it, since when? Which contracts may be named?',
  ),
  asked(9, 'Số liệu vận hành sau một năm: năng suất, hỏng hóc, chi phí?', 'Operating data after a year: output, failures, cost?'),
];

/** Where no level is known, one of each phase: its answer tells which it is. */
const FIRST: readonly number[] = [3, 6, 9];

/** Questions for a level, and the first of the next one: what would be needed to reach it. */
export function questionsFor(level: number | null): readonly TrlQuestion[] {
  const first = (one: number): TrlQuestion[] => QUESTIONS.filter((question) => question.level === one).slice(0, 1);
  if (level === null) return FIRST.flatMap(first);
  return [...QUESTIONS.filter((question) => question.level === level), ...first(level + 1)];
}

/** Words that people write at a level, the highest first. */
const CUES: readonly { level: number; words: Readonly<Record<keyof Bilingual, readonly string[]>> }[] = [
  {
    level: 9,
    words: {
      vi: ['đã thương mại hóa', 'đang bán trên thị trường', 'khách hàng đang sử dụng'],
      en: ['commercially available', 'on the market', 'sold to customers'],
    },
  },
  {
    level: 8,
    words: {
      vi: ['đã được chứng nhận', 'chứng nhận hợp quy', 'chứng nhận hợp chuẩn'],
      en: ['certified', 'type approved', 'qualified for production'],
    },
  },
  {
    level: 7,
    words: {
      vi: ['chạy thử tại nhà máy', 'vận hành thử tại', 'quy mô pilot', 'sản xuất thử nghiệm', 'mô hình trình diễn tại hộ'],
      en: ['pilot plant', 'field trial', 'operational environment'],
    },
  },
  { level: 6, words: { vi: ['nguyên mẫu', 'máy mẫu'], en: ['prototype'] } },
  {
    level: 4,
    words: {
      vi: ['trong phòng thí nghiệm', 'quy mô phòng thí nghiệm', 'mẫu thử'],
      en: ['in the laboratory', 'laboratory scale', 'lab scale', 'breadboard'],
    },
  },
  { level: 3, words: { vi: ['bằng chứng khái niệm', 'kết quả thí nghiệm'], en: ['proof of concept'] } },
];

/** The level that words of a text speak of, the highest, with those words; null where none do. A guess to ask by, not to be written down. */
export function guessedLevel(text: Bilingual): { level: number; words: string } | null {
  const said = { vi: (text.vi ?? '').toLowerCase(), en: (text.en ?? '').toLowerCase() };
  for (const { level, words } of CUES) {
    const found = words.vi.find((one) => said.vi.includes(one)) ?? words.en.find((one) => said.en.includes(one));
    if (found !== undefined) return { level, words: found };
  }
  return null;
}
