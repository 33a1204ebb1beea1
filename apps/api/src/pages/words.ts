import type { CardRow } from '@ketnoi/db/listing-cards';
import { pick, type Language } from '@ketnoi/domain/language';
import type { PageName } from '@ketnoi/domain/pages';
import type { NodeConfig } from '../node-config.ts';

type Words = { title: string; description: string };

/** Titles of the pages that have no text of their own; the browser client sets the same ones when it takes over. */
const TITLES: Record<Exclude<PageName, 'listing' | 'organisation' | 'home' | 'search' | 'aboutMatching'>, Record<Language, string>> = {
  newOffer: { vi: 'Chào bán công nghệ', en: 'Offer a technology' },
  newNeed: { vi: 'Đăng nhu cầu', en: 'Post a need' },
  editListing: { vi: 'Sửa niêm yết', en: 'Edit listing' },
  matches: { vi: 'Kết quả ghép', en: 'Matches' },
  match: { vi: 'Ghép theo nghĩa', en: 'Match by meaning' },
  broker: { vi: 'Bàn môi giới', en: 'Broker’s desk' },
  workspace: { vi: 'Việc của tôi', en: 'My work' },
  alerts: { vi: 'Tìm kiếm đã lưu', en: 'Saved searches' },
  unsubscribe: { vi: 'Ngừng nhận thư', en: 'Unsubscribe' },
  review: { vi: 'Hàng duyệt', en: 'Review queue' },
  dictionary: { vi: 'Từ điển của sàn', en: 'The exchange’s dictionary' },
  login: { vi: 'Đăng nhập', en: 'Sign in' },
  register: { vi: 'Đăng ký tổ chức', en: 'Register an organisation' },
  invite: { vi: 'Lời mời', en: 'Invitation' },
  verifyEmail: { vi: 'Xác nhận thư điện tử', en: 'Confirm your address' },
  requestReset: { vi: 'Quên mật khẩu', en: 'Forgotten password' },
  resetPassword: { vi: 'Đặt lại mật khẩu', en: 'Reset your password' },
  account: { vi: 'Tài khoản', en: 'Account' },
};

/** `Title · Ketnoi, exchange` in the reader's language; the exchange alone without a title. */
export function withSite(title: string, node: NodeConfig, language: Language): string {
  const site = `Ketnoi, ${node.names[language]}`;
  return title === '' ? site : `${title} · ${site}`;
}

export function homeWords(node: NodeConfig, language: Language): Words {
  return language === 'vi'
    ? {
        title: `Ketnoi, ${node.names.vi}: tìm giải pháp công nghệ`,
        description:
          'Viết vấn đề bằng lời của bạn, tìm công nghệ có thể giải quyết; chào bán công nghệ hoặc đăng nhu cầu, có hoặc không qua môi giới.',
      }
    : {
        title: `Ketnoi, ${node.names.en}: find the technology that solves it`,
        description:
          'Say your problem in your own words and find technologies that could solve it; offer a technology or post a need, with or without a broker.',
      };
}

/** The words of a search page; `name` is what it is narrowed to, empty for everything. */
export function searchWords(name: string, rows: readonly CardRow[], language: Language): Words & { none: string } {
  const titles = rows.slice(0, 3).flatMap((row) => pick(row.card.title, language) ?? []);
  const examples = titles.length === 0 ? '' : ` ${titles.join('; ')}.`;
  if (language === 'vi') {
    const about = name === '' ? 'Công nghệ chào bán và nhu cầu công nghệ' : `Công nghệ chào bán và nhu cầu: ${name}`;
    return {
      title: name === '' ? 'Tìm kiếm' : name,
      description: `${about}.${examples}`,
      none: 'Chưa có niêm yết nào khớp. Bạn có thể bớt điều kiện hoặc đăng thành nhu cầu.',
    };
  }
  const about = name === '' ? 'Technologies on offer and technology needs' : `Technologies on offer and needs: ${name}`;
  return {
    title: name === '' ? 'Search' : name,
    description: `${about}.${examples}`,
    none: 'No listing matches yet. Drop a condition, or post it as a need.',
  };
}

export function plainWords(name: keyof typeof TITLES, node: NodeConfig, language: Language): Words {
  return { title: withSite(TITLES[name][language], node, language), description: homeWords(node, language).description };
}

/** Headings of a listing's readable text. */
export const BLOCK_WORDS: Record<Language, Record<string, string>> = {
  vi: {
    problem: 'Vấn đề',
    description: 'Mô tả',
    inUse: 'Nơi đang dùng',
    supportOffered: 'Hỗ trợ kèm theo',
    partnerRole: 'Đối tác cần tìm',
    partnerCapabilities: 'Năng lực cần có',
    presentProcess: 'Cách đang làm',
    mustHave: 'Bắt buộc có',
    niceToHave: 'Nên có',
    notWanted: 'Không muốn hoặc đã thử',
    constraints: 'Ràng buộc',
    volume: 'Quy mô',
    offers: 'Công nghệ mới chào bán',
    needs: 'Nhu cầu mới',
    offersAll: 'Công nghệ chào bán',
    needsAll: 'Nhu cầu công nghệ',
    organisation: 'Tổ chức',
    masked: 'Tổ chức ẩn tên',
    retracted: 'Đã rút lại',
    search: 'Tìm kiếm',
    gone: 'Niêm yết này không còn công bố',
    goneText: 'Niêm yết đã hết hạn, đã xong hoặc được chủ rút lại. Những niêm yết mới cùng loại:',
  },
  en: {
    problem: 'Problem',
    description: 'Description',
    inUse: 'In use at',
    supportOffered: 'Support offered',
    partnerRole: 'Partner sought',
    partnerCapabilities: 'Capabilities required',
    presentProcess: 'Present process',
    mustHave: 'Must have',
    niceToHave: 'Nice to have',
    notWanted: 'Not wanted or already tried',
    constraints: 'Constraints',
    volume: 'Volume',
    offers: 'Newest technologies on offer',
    needs: 'Newest needs',
    offersAll: 'Technologies on offer',
    needsAll: 'Technology needs',
    organisation: 'Organisation',
    masked: 'Organisation not named',
    retracted: 'Retracted',
    search: 'Search',
    gone: 'This listing is no longer published',
    goneText: 'It expired, was completed or was withdrawn by its owner. New listings of the same side:',
  },
};
