import type { PasswordWeakness } from '@ketnoi/domain/password';

const weak: Record<PasswordWeakness, string> = {
  short: 'Còn ngắn. Cần ít nhất 10 ký tự.',
  monotonous: 'Quá ít ký tự khác nhau, rất dễ đoán.',
  sequence: 'Đây là dãy liền nhau trên bàn phím hay bảng chữ, rất dễ đoán.',
  personal: 'Gần như chỉ gồm tên hoặc địa chỉ của bạn. Thêm những từ không ai biết.',
  common: 'Mật khẩu này nhiều người dùng, máy đoán thử trước tiên.',
};

/** Words of the parts that every form uses. */
export const forms = {
  optional: 'không bắt buộc',
  tooLong: (excess: string) => `Dài quá ${excess} ký tự. Phần thừa vẫn còn ở đây; rút gọn để lưu được.`,
  password: {
    show: 'Hiện mật khẩu',
    rule: (least: number) => `Ít nhất ${String(least)} ký tự. Vài từ không liên quan nhau dễ nhớ và khó đoán hơn ký tự lạ.`,
    fine: 'Đạt yêu cầu. Máy chủ còn so với danh sách mật khẩu hay gặp.',
    weak,
  },
  picker: { placeholder: 'Gõ để tìm, có dấu hay không', nothing: 'Không có mục nào khớp' },
  keywords: 'Gõ rồi nhấn Enter hoặc dấu phẩy',
  date: {
    placeholder: 'ngày/tháng/năm',
    unreadable: 'Chưa đọc được ngày này. Gõ như 31/1/2027.',
    left: (days: number) => (days === 0 ? 'hôm nay' : `còn ${String(days)} ngày`),
    past: (days: number) => `đã qua ${String(days)} ngày`,
  },
  money: {
    unitMissing: 'Thiếu đơn vị.',
    separator: 'Dấu phân cách đọc được hai cách.',
    meant: 'Ý bạn là',
    or: 'hay',
    unreadable: 'Chưa đọc được số tiền. Gõ như 350 triệu, 1,5 tỷ hoặc 1.500.000.000.',
  },
  errors: {
    title: (count: number) => `Còn ${String(count)} chỗ cần sửa`,
    required: 'Điền mục này.',
  },
  due: { before: (time: string) => `trước ${time}`, dayEnd: (date: string) => `đến hết ${date}` },
  cancel: 'Thôi',
  save: 'Lưu',
  saving: 'Đang lưu',
};
