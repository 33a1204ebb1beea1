import type { Language } from './language.ts';
import type { FieldError } from './problems.ts';

/** What is wrong with one field and what to do about it; `vi` and `en` are read by the person who fills the form. */
export const LISTING_ADVICE = {
  title: {
    vi: 'Viết tiêu đề nêu rõ công nghệ làm được gì hoặc bạn cần gì.',
    en: 'Write a title that says what the technology does or what you need.',
  },
  summary: {
    vi: 'Tóm tắt trong tối đa 500 ký tự: làm gì, cho ai, hơn gì.',
    en: 'Sum it up in at most 500 characters: what it does, for whom, what is better.',
  },
  problem: { vi: 'Mô tả vấn đề như bạn thấy ở xưởng, ruộng hay phòng làm việc.', en: 'Describe the problem as you see it on site.' },
  trl: { vi: 'Chọn mức sẵn sàng công nghệ (TRL) từ 1 đến 9.', en: 'Choose the technology readiness level (TRL), 1 to 9.' },
  ipRights: {
    vi: 'Thêm ít nhất một quyền sở hữu trí tuệ, hoặc đánh dấu "chỉ có bí quyết".',
    en: 'Add at least one intellectual property right, or mark it as know-how only.',
  },
  transferForms: { vi: 'Chọn ít nhất một hình thức chuyển giao.', en: 'Choose at least one form of transfer.' },
  advantages: {
    vi: 'Thêm ít nhất một ưu điểm: chỉ tiêu, mức hiện nay và mức của bạn.',
    en: 'Add at least one advantage: the metric, what is usual and what yours does.',
  },
  partnerRole: { vi: 'Nêu vai trò của đối tác bạn tìm.', en: 'Say what the partner you look for is to do.' },
  fields: { vi: 'Chọn ít nhất một lĩnh vực khoa học và công nghệ.', en: 'Choose at least one field of science and technology.' },
  fieldOrSector: { vi: 'Chọn ít nhất một lĩnh vực hoặc một ngành ưu tiên.', en: 'Choose at least one field or priority sector.' },
  listCheck: {
    vi: 'Cho biết công nghệ có thuộc danh mục khuyến khích, hạn chế chuyển giao hay không, và căn cứ.',
    en: 'Say whether the technology is on the encouraged or restricted list, and on what basis.',
  },
  prohibited: {
    vi: 'Công nghệ thuộc danh mục cấm chuyển giao không được công bố.',
    en: 'A technology on the banned list cannot be published.',
  },
  integrity: {
    vi: 'Điền cam kết liêm chính: tác giả, phê duyệt, xung đột lợi ích, nguồn tiền, việc dùng AI.',
    en: 'Fill in the integrity declaration: authorship, approvals, conflicts, funding, use of AI.',
  },
  endsOn: { vi: 'Cho biết bạn cần giải pháp đến ngày nào.', en: 'Say until when you need a solution.' },
  ended: { vi: 'Ngày kết thúc đã qua. Chọn một ngày sắp tới.', en: 'The end date has passed. Choose one ahead.' },
  maskedOwner: {
    vi: 'Niêm yết ẩn danh nhưng mục này nêu tên tổ chức. Bỏ tên đi, hoặc bỏ chế độ ẩn danh.',
    en: 'The listing is masked, but this part names the organisation. Take the name out, or show the organisation.',
  },
  maskedShares: {
    vi: 'Niêm yết ẩn danh: đặt tỷ lệ sở hữu ở mức "sau NDA".',
    en: 'The listing is masked: put the ownership shares behind the NDA.',
  },
  otherSide: {
    vi: 'Mục này không dành cho loại niêm yết này. Bỏ mục này đi.',
    en: 'This part is not for this side of the market. Remove it.',
  },
  otherKind: {
    vi: 'Loại này không thuộc phía chào bán hoặc nhu cầu đã chọn.',
    en: 'This kind does not belong to the chosen side, offer or need.',
  },
  privateOffer: {
    vi: 'Chỉ nhu cầu mới tìm kín được; chào bán luôn công khai.',
    en: 'Only a need can be searched for in private; an offer is public.',
  },
  unknownCode: { vi: 'Mã này không có trong bảng phân loại hiện hành.', en: 'This code is not in the classification now in force.' },
  rangeOrder: { vi: 'Mức dưới lớn hơn mức trên. Đổi lại hai số.', en: 'The lower bound is above the upper one. Swap the two.' },
  rangeEmpty: { vi: 'Điền ít nhất một đầu của khoảng.', en: 'Fill in at least one end of the range.' },
  dateOrder: {
    vi: 'Ngày sau đứng trước ngày trước. Kiểm tra lại thứ tự các ngày.',
    en: 'The later date is before the earlier one. Check the order of the dates.',
  },
  shares: { vi: 'Tổng tỷ lệ vượt quá 100 %.', en: 'The shares add up to more than 100 %.' },
  rowText: { vi: 'Điền mục này bằng ít nhất một ngôn ngữ.', en: 'Fill this in, in at least one language.' },
  moderatorOnly: {
    vi: 'Chỉ người duyệt mới ghi được "moderator". Ghi "self" cho kê khai của bạn.',
    en: 'Only a moderator enters “moderator”. Enter “self” for your own declaration.',
  },
  handedIn: {
    vi: 'Không đổi được sau khi đã gửi duyệt hay công bố.',
    en: 'This cannot be changed once the listing was handed in or published.',
  },
  findings: { vi: 'Nêu ít nhất một điểm cần sửa.', en: 'Give at least one finding.' },
} as const satisfies Record<string, { vi: string; en: string }>;

export type ListingAdvice = keyof typeof LISTING_ADVICE;

/** A field at fault: its path as the request has it, and which advice fits. */
export type FieldFault = { field: string; advice: ListingAdvice };

/** The faults as field errors in the reader's language. */
export function fieldErrors(faults: readonly FieldFault[], language: Language): FieldError[] {
  return faults.map(({ field, advice }) => ({ field, code: advice, message: LISTING_ADVICE[advice][language] }));
}
