import type { ProblemEntry } from './problem-kinds.ts';

/** Problems of matching, of the broker's queue and of the dictionary. */
export const MATCHING_PROBLEMS = {
  'broker.capacity_missing': {
    kind: 'forbidden',
    vi: 'Hàng đợi môi giới dành cho tổ chức đã xác minh có năng lực môi giới đã được kiểm tra. Hãy khai năng lực này trong hồ sơ tổ chức và chờ quản trị xác nhận.',
    en: 'The broker’s queue is for verified organisations with a checked capacity for brokerage. Name it in your organisation’s record and wait for an administrator to check it.',
  },
  'suggested_pair.action_not_possible': {
    kind: 'conflict',
    vi: 'Không làm được việc này với cặp gợi ý ở trạng thái hiện tại. Hãy tải lại.',
    en: 'This cannot be done with the suggested pair as it stands. Reload it.',
  },
  'suggested_pair.later_date': {
    kind: 'invalid',
    vi: 'Hãy chọn một ngày từ ngày mai đến 180 ngày tới.',
    en: 'Choose a day from tomorrow to 180 days ahead.',
  },
  'dictionary.entry_invalid': {
    kind: 'invalid',
    vi: 'Mục từ chưa dùng được. Xem từng ô bên dưới.',
    en: 'This entry cannot be used yet. See each field below.',
  },
  'dictionary.entry_exists': {
    kind: 'conflict',
    vi: 'Thuật ngữ này đã có trong từ điển của sàn. Hãy sửa mục đang có.',
    en: 'The exchange’s dictionary already has this term. Correct the entry that is there.',
  },
  'dictionary.entry_withdrawn': {
    kind: 'conflict',
    vi: 'Mục từ này đã được rút. Hãy thêm mục mới nếu cần dùng lại.',
    en: 'This entry was withdrawn. Add a new one if it is needed again.',
  },
  'match.reason_missing': {
    kind: 'invalid',
    vi: 'Hãy chọn lý do vì sao kết quả này không phù hợp.',
    en: 'Choose the reason why this match does not fit.',
  },
} as const satisfies Record<string, ProblemEntry>;
