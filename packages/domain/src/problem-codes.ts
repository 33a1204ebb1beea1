import { MATCHING_PROBLEMS } from './matching-problem-codes.ts';
import type { ProblemEntry } from './problem-kinds.ts';

/** Every problem the product can answer with: code -> kind and the sentence a person reads. */
export const PROBLEMS = {
  'request.malformed': {
    kind: 'malformed',
    vi: 'Yêu cầu không đúng dạng. Xem từng trường bên dưới.',
    en: 'The request is malformed. See the fields below.',
  },
  'request.cursor_invalid': {
    kind: 'malformed',
    vi: 'Con trỏ trang không hợp lệ với bộ lọc này. Hãy tải lại từ trang đầu.',
    en: 'This page cursor does not belong to this filter. Start again from the first page.',
  },
  'request.not_found': { kind: 'not_found', vi: 'Không có gì ở địa chỉ này.', en: 'There is nothing at this address.' },
  'request.limited': {
    kind: 'limited',
    vi: 'Quá nhiều yêu cầu. Hãy thử lại sau ít phút.',
    en: 'Too many requests. Try again in a few minutes.',
  },
  'request.idempotency_key_required': {
    kind: 'malformed',
    vi: 'Thiếu tiêu đề Idempotency-Key. Gửi một khóa mới cho mỗi thao tác.',
    en: 'The Idempotency-Key header is missing. Send a fresh key for each act.',
  },
  'request.idempotency_mismatch': {
    kind: 'invalid',
    vi: 'Khóa này đã dùng cho một yêu cầu khác. Hãy dùng khóa mới.',
    en: 'This key was used for a different request. Use a new one.',
  },
  'request.secret_shown_once': {
    kind: 'conflict',
    vi: 'Yêu cầu này đã thực hiện xong; bí mật trong câu trả lời chỉ hiện một lần.',
    en: 'This request was carried out; the secret in its answer is shown only once.',
  },
  'request.in_progress': {
    kind: 'conflict',
    vi: 'Yêu cầu cùng khóa đang được xử lý. Hãy thử lại sau vài giây.',
    en: 'A request with the same key is still running. Try again in a few seconds.',
  },
  'record.version_required': {
    kind: 'precondition_required',
    vi: 'Thiếu tiêu đề If-Match. Gửi ETag của bản bạn đang sửa.',
    en: 'The If-Match header is missing. Send the ETag of the record you are changing.',
  },
  'record.stale': {
    kind: 'stale',
    vi: 'Bản ghi đã được người khác sửa. Tải lại rồi sửa tiếp; nội dung bạn gõ vẫn còn.',
    en: 'Somebody changed this record meanwhile. Reload it and go on; what you typed is kept.',
  },
  'record.not_found': { kind: 'not_found', vi: 'Không tìm thấy.', en: 'Not found.' },
  'service.unavailable': {
    kind: 'unavailable',
    vi: 'Hệ thống đang bận hoặc tạm ngừng một phần. Hãy thử lại sau ít giây.',
    en: 'The service is busy or partly down. Try again in a few seconds.',
  },
  'server.error': {
    kind: 'fault',
    vi: 'Máy chủ gặp lỗi. Nội dung bạn gõ vẫn còn; hãy thử lại và gửi kèm mã yêu cầu nếu lỗi lặp lại.',
    en: 'The server failed. What you typed is kept; try again and quote the request id if it happens again.',
  },
  'session.required': { kind: 'unauthenticated', vi: 'Hãy đăng nhập để tiếp tục.', en: 'Sign in to continue.' },
  'session.invalid_credentials': {
    kind: 'unauthenticated',
    vi: 'Thư điện tử hoặc mật khẩu không đúng.',
    en: 'The e-mail address or the password is wrong.',
  },
  'session.cross_site': {
    kind: 'forbidden',
    vi: 'Yêu cầu này chỉ được gửi từ chính trang của sàn.',
    en: 'This request may only come from the exchange’s own pages.',
  },
  'session.slowed': {
    kind: 'limited',
    vi: 'Có quá nhiều lần đăng nhập sai với địa chỉ này. Hãy đợi một chút rồi thử lại, hoặc đặt lại mật khẩu.',
    en: 'Too many failed attempts with this address. Wait a moment and try again, or reset the password.',
  },
  'session.expired': {
    kind: 'unauthenticated',
    vi: 'Phiên đăng nhập đã hết. Hãy đăng nhập lại.',
    en: 'Your session has ended. Sign in again.',
  },
  'access.forbidden': { kind: 'forbidden', vi: 'Bạn không có quyền làm việc này.', en: 'You may not do this.' },
  'organisation.required': {
    kind: 'invalid',
    vi: 'Hãy chọn tổ chức mà bạn đang đại diện (tiêu đề Ketnoi-Organisation).',
    en: 'Choose the organisation you act for (header Ketnoi-Organisation).',
  },
  'organisation.tax_code_taken': {
    kind: 'conflict',
    vi: 'Mã số thuế này đã có tổ chức đăng ký. Hãy xin lời mời từ quản trị của tổ chức đó.',
    en: 'An organisation with this tax code is registered. Ask its administrator for an invitation.',
  },
  'organisation.tax_code_invalid': {
    kind: 'invalid',
    vi: 'Mã số thuế sai chữ số kiểm tra. Hãy kiểm tra lại từng số.',
    en: 'The check digit of the tax code is wrong. Check each digit.',
  },
  'organisation.tax_code_form': {
    kind: 'invalid',
    vi: 'Mã số thuế gồm 10 chữ số, 13 chữ số với đơn vị phụ thuộc, hoặc 12 chữ số với hộ kinh doanh.',
    en: 'A tax code has 10 digits, 13 for a dependent unit, or 12 for a household business.',
  },
  'organisation.province_required': {
    kind: 'invalid',
    vi: 'Hãy chọn tỉnh, thành phố nơi tổ chức đặt trụ sở; tổ chức nước ngoài để trống.',
    en: 'Choose the province of the organisation’s seat; an organisation abroad has none.',
  },
  'organisation.own_verification': {
    kind: 'forbidden',
    vi: 'Bạn không thể tự xác minh tổ chức của mình.',
    en: 'You may not verify your own organisation.',
  },
  'organisation.validity': {
    kind: 'invalid',
    vi: 'Ngày hết hiệu lực không được trước ngày bắt đầu.',
    en: 'The last day of validity cannot lie before the first.',
  },
  'organisation.not_verified': {
    kind: 'conflict',
    vi: 'Chỉ tổ chức đã xác minh mới được đánh dấu tin cậy.',
    en: 'Only a verified organisation can be marked as trusted.',
  },
  'organisation.last_owner': {
    kind: 'conflict',
    vi: 'Tổ chức cần ít nhất một chủ sở hữu. Hãy giao vai trò này cho người khác trước.',
    en: 'An organisation needs an owner. Hand the role to somebody else first.',
  },
  'account.email_taken': {
    kind: 'conflict',
    vi: 'Không thể tạo tài khoản với thư điện tử này. Nếu là của bạn, hãy đăng nhập hoặc đặt lại mật khẩu.',
    en: 'An account with this address cannot be made. If it is yours, sign in or reset the password.',
  },
  'account.password_weak': {
    kind: 'invalid',
    vi: 'Mật khẩu quá dễ đoán. Dùng ít nhất 10 ký tự, không trùng thư điện tử hay tên.',
    en: 'The password is too easy to guess. Use at least 10 characters, unlike your name or address.',
  },
  'account.terms_not_accepted': {
    kind: 'invalid',
    vi: 'Hãy đọc và đồng ý với bản điều khoản hiện hành.',
    en: 'Read and accept the terms now in force.',
  },
  'account.email_unverified': {
    kind: 'forbidden',
    vi: 'Hãy xác nhận địa chỉ thư điện tử bằng lá thư đã gửi cho bạn trước khi làm việc này.',
    en: 'Confirm your e-mail address by the letter we sent you before you do this.',
  },
  'account.phone_invalid': {
    kind: 'invalid',
    vi: 'Số điện thoại không đúng. Ví dụ: 0912 345 678 hoặc +81 3 1234 5678.',
    en: 'This is no telephone number. For example: 0912 345 678 or +81 3 1234 5678.',
  },
  'account.password_wrong': { kind: 'forbidden', vi: 'Mật khẩu hiện tại không đúng.', en: 'The present password is wrong.' },
  'account.letter_gone': {
    kind: 'gone',
    vi: 'Liên kết đã dùng, đã hết hạn hoặc đã có liên kết mới hơn. Hãy yêu cầu một lá thư mới.',
    en: 'The link was used, has expired or was replaced by a newer one. Ask for a new letter.',
  },
  'account.own_account': {
    kind: 'conflict',
    vi: 'Bạn không thể làm việc này với chính tài khoản của mình.',
    en: 'You cannot do this to your own account.',
  },
  'account.grant_scope': {
    kind: 'invalid',
    vi: 'Quyền trên toàn sàn không có "scopeId"; quyền theo phạm vi hẹp hơn phải nêu phạm vi đó.',
    en: 'A grant for the whole platform has no "scopeId"; a narrower one must name its scope.',
  },
  'invitation.gone': {
    kind: 'gone',
    vi: 'Lời mời đã dùng, đã hết hạn hoặc đã rút.',
    en: 'The invitation was used, has expired or was withdrawn.',
  },
  'invitation.already_member': {
    kind: 'conflict',
    vi: 'Người này đã là thành viên của tổ chức.',
    en: 'This person already belongs to the organisation.',
  },
  'invitation.too_many': { kind: 'limited', vi: 'Quá 20 lời mời đang chờ trong ngày.', en: 'More than 20 invitations are pending today.' },
  'listing.action_not_possible': {
    kind: 'conflict',
    vi: 'Ở trạng thái hiện tại, niêm yết không làm được việc này.',
    en: 'In its present state the listing does not allow this.',
  },
  'listing.incomplete': {
    kind: 'invalid',
    vi: 'Niêm yết còn thiếu mục bắt buộc. Xem danh sách bên dưới.',
    en: 'The listing still lacks required parts. See the list below.',
  },
  'listing.banned_technology': {
    kind: 'invalid',
    vi: 'Công nghệ thuộc danh mục cấm chuyển giao không được công bố.',
    en: 'A technology on the banned list cannot be published.',
  },
  'listing.foreign_origin': {
    kind: 'conflict',
    vi: 'Niêm yết này thuộc sàn khác; chỉ sửa được tại sàn gốc.',
    en: 'This listing belongs to another exchange and can only be changed there.',
  },
  'listing.own_moderation': {
    kind: 'forbidden',
    vi: 'Bạn không thể duyệt niêm yết của tổ chức mình.',
    en: 'You may not review a listing of your own organisation.',
  },
  'listing.content_invalid': {
    kind: 'invalid',
    vi: 'Một số mục chưa đúng. Xem từng mục bên dưới.',
    en: 'Some parts are not right. See each one below.',
  },
  'listing.owner_unknown': {
    kind: 'invalid',
    vi: 'Không có tổ chức thành viên nào với mã này để đứng tên chủ sở hữu.',
    en: 'There is no member organisation with this id to be the owner.',
  },
  'listing.findings_required': {
    kind: 'invalid',
    vi: 'Hãy nêu ít nhất một điểm cần sửa trong "findings" để bên gửi biết phải sửa gì.',
    en: 'Give at least one finding in "findings", so that the sender knows what to change.',
  },
  'listing.not_renewable': {
    kind: 'conflict',
    vi: 'Chỉ gia hạn được một lần, từ 30 ngày trước đến một năm sau ngày hết hạn. Hãy tạo niêm yết mới từ nội dung này.',
    en: 'A listing is renewed once, from 30 days before to a year after its end. Start a new listing from this content.',
  },
  'listing.outcome_unfit': {
    kind: 'invalid',
    vi: 'Kết quả này chỉ dùng cho nhu cầu. Với chào bán, hãy chọn "deal" hoặc "owner_decision".',
    en: 'This outcome is for needs. For an offer choose "deal" or "owner_decision".',
  },
  'listing.code_unknown': { kind: 'invalid', vi: 'Có mã phân loại không tồn tại.', en: 'A classification code does not exist.' },
  'export.too_large': {
    kind: 'invalid',
    vi: 'Quá 5.000 niêm yết trong một tệp. Hãy thu hẹp bộ lọc.',
    en: 'More than 5,000 listings for one file. Narrow the filter.',
  },
  'import.mapping_invalid': {
    kind: 'invalid',
    vi: 'Bảng ghép cột không đúng. Xem từng cột bên dưới.',
    en: 'The mapping of columns is wrong. See the columns below.',
  },
  'import.too_large': {
    kind: 'invalid',
    vi: 'Tệp quá lớn: tối đa 20 MB và 20.000 dòng. Hãy chia nhỏ tệp.',
    en: 'The file is too large: at most 20 MB and 20,000 rows. Split it.',
  },
  'import.publish_not_allowed': {
    kind: 'forbidden',
    vi: 'Chỉ tổ chức được đánh dấu tin cậy mới công bố thẳng từ tệp. Hãy nhập làm bản nháp.',
    en: 'Only an organisation marked as trusted publishes from a file. Import as drafts.',
  },
  'import.unreadable': {
    kind: 'invalid',
    vi: 'Không đọc được tệp. Dùng CSV, XLSX hoặc JSONL.',
    en: 'The file cannot be read. Use CSV, XLSX or JSONL.',
  },
  'saved_search.action_not_possible': {
    kind: 'conflict',
    vi: 'Không làm được việc này với tìm kiếm đã lưu ở trạng thái hiện tại. Hãy tải lại.',
    en: 'This cannot be done with the saved search as it stands. Reload it.',
  },
  'saved_search.empty': {
    kind: 'invalid',
    vi: 'Hãy nhập từ khóa hoặc chọn ít nhất một bộ lọc để lưu tìm kiếm.',
    en: 'Give words or at least one filter for a search to be saved.',
  },
  'saved_search.too_many': {
    kind: 'conflict',
    vi: 'Bạn đã lưu 100 tìm kiếm, mức tối đa. Hãy xóa bớt một tìm kiếm không còn cần.',
    en: 'You keep 100 saved searches, the most there can be. Delete one you no longer need.',
  },
  'saved_search.link_invalid': {
    kind: 'gone',
    vi: 'Liên kết ngừng nhận thư này không hợp lệ hoặc không còn dùng được. Hãy đăng nhập và tạm dừng tìm kiếm đã lưu.',
    en: 'This unsubscribe link is not valid or no longer works. Sign in and pause the saved search.',
  },
  ...MATCHING_PROBLEMS,
} as const satisfies Record<string, ProblemEntry>;
