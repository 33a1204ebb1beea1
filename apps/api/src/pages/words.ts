import type { Language } from '@ketnoi/domain/language';
import type { PageName } from '@ketnoi/domain/pages';
import type { NodeConfig } from '../node-config.ts';

type Words = { title: string; description: string };

/** Titles of the pages that have no text of their own; the browser client sets the same ones when it takes over. */
const TITLES: Record<Exclude<PageName, 'listing' | 'organisation' | 'home' | 'search'>, Record<Language, string>> = {
  newOffer: { vi: 'Chào bán công nghệ', en: 'Offer a technology' },
  newNeed: { vi: 'Đăng nhu cầu', en: 'Post a need' },
  editListing: { vi: 'Sửa niêm yết', en: 'Edit listing' },
  workspace: { vi: 'Việc của tôi', en: 'My work' },
  alerts: { vi: 'Tìm kiếm đã lưu', en: 'Saved searches' },
  review: { vi: 'Hàng duyệt', en: 'Review queue' },
  login: { vi: 'Đăng nhập', en: 'Sign in' },
  register: { vi: 'Đăng ký tổ chức', en: 'Register an organisation' },
  invite: { vi: 'Lời mời', en: 'Invitation' },
  verifyEmail: { vi: 'Xác nhận thư điện tử', en: 'Confirm your address' },
  requestReset: { vi: 'Quên mật khẩu', en: 'Forgotten password' },
  resetPassword: { vi: 'Đặt lại mật khẩu', en: 'Reset your password' },
  account: { vi: 'Tài khoản', en: 'Account' },
};

/** `Title · Ketnoi, exchange` in the reader's language. */
export function withSite(title: string, node: NodeConfig, language: Language): string {
  return `${title} · Ketnoi, ${node.names[language]}`;
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

export function searchWords(query: string, node: NodeConfig, language: Language): Words {
  const shown = query.trim().slice(0, 80);
  const title = language === 'vi' ? (shown === '' ? 'Tìm kiếm' : `“${shown}”`) : shown === '' ? 'Search' : `“${shown}”`;
  const description = language === 'vi' ? 'Công nghệ chào bán và nhu cầu công nghệ.' : 'Technologies on offer and technology needs.';
  return { title: withSite(title, node, language), description };
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
    organisation: 'Tổ chức',
    masked: 'Tổ chức ẩn tên',
    retracted: 'Đã rút lại',
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
    organisation: 'Organisation',
    masked: 'Organisation not named',
    retracted: 'Retracted',
  },
};
