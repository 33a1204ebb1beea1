import type { Language } from '@ketnoi/domain/language';

/**
 * The letters of the product and what each is filled with. Nothing confidential goes into a letter: it says that there is something new
 * and where to read it. `path` is a page of ours (`/invite/…`); the port makes it an address.
 */
export type LetterValues = {
  verify_email: { path: string };
  account_exists: { path: string };
  no_account: { path: string };
  invitation: { path: string; organisation: string };
  reset_password: { path: string };
  password_changed: { path: string };
  session_reuse: { path: string };
  organisation_verified: { path: string; organisation: string };
  client_check: { path: string };
  listing_published: { path: string; reference: string };
  listing_returned: { path: string };
  listing_flagged: { path: string; reference: string };
  listing_withdrawn: { path: string; reference: string };
  listing_retracted: { path: string; reference: string };
  listing_expiring: { path: string; reference: string; date: string };
  listing_expired: { path: string; reference: string; date: string };
  listing_archived: { path: string; reference: string };
  review_overdue: { path: string };
  saved_search_news: { path: string; count: string };
};

export type Template = keyof LetterValues;

type Text = { subject: string; body: string };
type Letter<Name extends Template> = { [Lang in Language]: (values: LetterValues[Name]) => Text };

const letter = (subject: string, body: string): Text => ({ subject, body });

/** Every letter in both languages; the link follows the body. */
export const LETTERS: { readonly [Name in Template]: Letter<Name> } = {
  verify_email: {
    vi: () =>
      letter(
        'Xác nhận địa chỉ thư điện tử',
        'Mở liên kết dưới đây để xác nhận địa chỉ này là của bạn. Liên kết dùng được một lần và sớm hết hạn.',
      ),
    en: () =>
      letter('Confirm your e-mail address', 'Open the link below to confirm that this address is yours. It works once and expires soon.'),
  },
  account_exists: {
    vi: () =>
      letter(
        'Bạn đã có tài khoản',
        'Có người vừa đăng ký bằng địa chỉ này, vốn đã có tài khoản. Nếu là bạn, hãy đăng nhập vào tài khoản đó (hoặc đặt lại mật khẩu), rồi mở liên kết dưới đây để chuyển tổ chức vừa đăng ký về tài khoản. Nếu không phải bạn, đừng mở liên kết; bạn không cần làm gì.',
      ),
    en: () =>
      letter(
        'You already have an account',
        'Somebody has just signed up with this address, which has an account already. If it was you, sign in to that account (or reset its password), then open the link below to bring the organisation you entered into it. If not, leave the link alone; there is nothing to do.',
      ),
  },
  no_account: {
    vi: () =>
      letter(
        'Không có tài khoản với địa chỉ này',
        'Có người yêu cầu đặt lại mật khẩu cho địa chỉ này, nhưng chưa có tài khoản nào. Nếu là bạn, có thể bạn đã dùng địa chỉ khác, hoặc hãy đăng ký ở liên kết dưới đây. Nếu không, bạn không cần làm gì.',
      ),
    en: () =>
      letter(
        'There is no account with this address',
        'Somebody asked to reset the password of this address, but it has no account. If it was you, you may have used another address, or sign up by the link below. If not, there is nothing to do.',
      ),
  },
  invitation: {
    vi: ({ organisation }) =>
      letter(
        `Lời mời tham gia ${organisation}`,
        `Bạn được mời vào tổ chức ${organisation}. Mở liên kết dưới đây và đăng nhập bằng chính địa chỉ này để nhận lời.`,
      ),
    en: ({ organisation }) =>
      letter(
        `Invitation to join ${organisation}`,
        `You are invited to join ${organisation}. Open the link below and sign in with this very address to accept.`,
      ),
  },
  reset_password: {
    vi: () =>
      letter(
        'Đặt lại mật khẩu',
        'Mở liên kết dưới đây để chọn mật khẩu mới. Liên kết dùng được một lần, trong ít phút. Nếu bạn không yêu cầu, hãy bỏ qua thư này.',
      ),
    en: () =>
      letter(
        'Reset your password',
        'Open the link below to choose a new password. It works once, for a few minutes. If you did not ask for it, ignore this letter.',
      ),
  },
  password_changed: {
    vi: () =>
      letter(
        'Mật khẩu của bạn đã đổi',
        'Mật khẩu đã được đổi và mọi phiên đăng nhập khác đã kết thúc. Nếu không phải bạn đổi, hãy đặt lại ngay.',
      ),
    en: () =>
      letter(
        'Your password was changed',
        'The password was changed and every other session has ended. If this was not you, reset it at once.',
      ),
  },
  session_reuse: {
    vi: () =>
      letter(
        'Một phiên đăng nhập đã bị chặn',
        'Một phiên của bạn được dùng ở hai nơi cùng lúc nên đã bị kết thúc. Hãy đăng nhập lại; nếu thấy lạ, hãy đổi mật khẩu.',
      ),
    en: () =>
      letter(
        'A session was stopped',
        'One of your sessions was used in two places, so it was ended. Sign in again; if this looks strange, change your password.',
      ),
  },
  organisation_verified: {
    vi: ({ organisation }) =>
      letter(
        `${organisation} đã được xác minh`,
        `Tổ chức ${organisation} đã được sàn xác minh. Từ nay bạn đọc được phần dành cho thành viên.`,
      ),
    en: ({ organisation }) =>
      letter(`${organisation} is verified`, `The exchange has verified ${organisation}. You can now read what is open to members.`),
  },
  client_check: {
    vi: () =>
      letter(
        'Một niêm yết chờ bạn xác nhận',
        'Một niêm yết vừa được lập thay mặt tổ chức của bạn. Hãy đọc và xác nhận, hoặc trả lại kèm lý do.',
      ),
    en: () =>
      letter(
        'A listing waits for your confirmation',
        'A listing was entered on behalf of your organisation. Read and confirm it, or return it with a reason.',
      ),
  },
  listing_published: {
    vi: ({ reference }) => letter(`Niêm yết ${reference} đã được công bố`, `Niêm yết ${reference} đã hiện trên sàn.`),
    en: ({ reference }) => letter(`Listing ${reference} is published`, `Listing ${reference} is now on the exchange.`),
  },
  listing_returned: {
    vi: () => letter('Niêm yết cần sửa', 'Một niêm yết của tổ chức bạn được trả lại kèm nhận xét. Mở liên kết để xem và sửa.'),
    en: () =>
      letter('A listing needs changes', 'A listing of your organisation was returned with remarks. Open the link to read and change it.'),
  },
  listing_flagged: {
    vi: ({ reference }) =>
      letter(`Niêm yết ${reference} tạm ẩn để kiểm tra`, `Niêm yết ${reference} được đánh dấu và tạm ẩn trong khi sàn kiểm tra.`),
    en: ({ reference }) =>
      letter(
        `Listing ${reference} is hidden while it is checked`,
        `Listing ${reference} was flagged and stays hidden while the exchange checks it.`,
      ),
  },
  listing_withdrawn: {
    vi: ({ reference }) => letter(`Niêm yết ${reference} đã được rút`, `Niêm yết ${reference} không còn hiện trên sàn.`),
    en: ({ reference }) => letter(`Listing ${reference} is withdrawn`, `Listing ${reference} is no longer on the exchange.`),
  },
  listing_retracted: {
    vi: ({ reference }) =>
      letter(
        `Niêm yết ${reference} đã bị thu hồi`,
        `Niêm yết ${reference} bị thu hồi; thông báo thu hồi vẫn hiện ở nơi niêm yết từng hiện.`,
      ),
    en: ({ reference }) =>
      letter(`Listing ${reference} is retracted`, `Listing ${reference} was retracted; a notice stays where it was shown.`),
  },
  listing_expiring: {
    vi: ({ reference, date }) =>
      letter(
        `Niêm yết ${reference} sắp hết hạn`,
        `Niêm yết ${reference} hết hạn ngày ${date}. Gia hạn trước ngày đó để tiếp tục hiện trên sàn.`,
      ),
    en: ({ reference, date }) =>
      letter(
        `Listing ${reference} expires soon`,
        `Listing ${reference} expires on ${date}. Renew it before that day to keep it on the exchange.`,
      ),
  },
  listing_expired: {
    vi: ({ reference, date }) =>
      letter(
        `Niêm yết ${reference} đã hết hạn`,
        `Niêm yết ${reference} đã hết hạn và không còn hiện. Bạn còn gia hạn được đến ngày ${date}.`,
      ),
    en: ({ reference, date }) =>
      letter(
        `Listing ${reference} has expired`,
        `Listing ${reference} has expired and is no longer shown. It can still be renewed until ${date}.`,
      ),
  },
  listing_archived: {
    vi: ({ reference }) =>
      letter(`Niêm yết ${reference} đã lưu trữ`, `Thời hạn gia hạn của niêm yết ${reference} đã qua; niêm yết được lưu trữ.`),
    en: ({ reference }) => letter(`Listing ${reference} is archived`, `The time to renew listing ${reference} has passed; it is archived.`),
  },
  review_overdue: {
    vi: () => letter('Một niêm yết chờ duyệt quá hạn', 'Một niêm yết chờ duyệt đã quá ba ngày làm việc. Mở liên kết để duyệt.'),
    en: () =>
      letter('A review is overdue', 'A listing has waited for review for more than three working days. Open the link to review it.'),
  },
  saved_search_news: {
    vi: ({ count }) => letter(`${count} niêm yết mới theo tìm kiếm đã lưu`, `Tìm kiếm đã lưu của bạn vừa tìm thấy ${count} niêm yết.`),
    en: ({ count }) =>
      letter(
        count === '1' ? '1 new listing for your saved searches' : `${count} new listings for your saved searches`,
        count === '1' ? 'Your saved searches found one listing.' : `Your saved searches found ${count} listings.`,
      ),
  },
};
