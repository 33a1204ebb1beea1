import type { Language } from '@ketnoi/domain/language';

/** The words of a feed. */
export const FEED_WORDS: Record<Language, { everything: string; subtitle: string; feed: (name: string) => string }> = {
  vi: {
    everything: 'Niêm yết mới',
    subtitle: 'Công nghệ chào bán và nhu cầu công nghệ mới công bố, mới nhất trước.',
    feed: (name) => (name === '' ? 'Niêm yết mới (Atom)' : `Niêm yết mới: ${name} (Atom)`),
  },
  en: {
    everything: 'New listings',
    subtitle: 'Technologies on offer and technology needs as they are published, newest first.',
    feed: (name) => (name === '' ? 'New listings (Atom)' : `New listings: ${name} (Atom)`),
  },
};

type EmbedWords = {
  everything: string;
  from: (exchange: string) => string;
  organisation: string;
  masked: string;
  province: string;
  readiness: string;
  atLeast: (trl: number) => string;
  published: string;
  all: string;
  feed: string;
  newWindow: string;
  emptyTitle: string;
  emptyText: string;
  toSearch: string;
  wrongTitle: string;
  wrongText: (names: string) => string;
  helpTitle: string;
  helpText: string;
  helpFilters: string;
  helpFiltersText: string;
  helpPreview: string;
  helpFrame: string;
};

/** The words of the embedded list and of the page that says how to embed it. */
export const EMBED_WORDS: Record<Language, EmbedWords> = {
  vi: {
    everything: 'Công nghệ và nhu cầu mới',
    from: (exchange) => `Mới công bố trên ${exchange}`,
    organisation: 'Tổ chức',
    masked: 'Tổ chức ẩn tên',
    province: 'Tỉnh, thành phố',
    readiness: 'Mức sẵn sàng',
    atLeast: (trl) => `cần TRL từ ${trl}`,
    published: 'Công bố',
    all: 'Xem tất cả trên sàn',
    feed: 'Nguồn tin Atom',
    newWindow: 'mở trong thẻ mới',
    emptyTitle: 'Chưa có niêm yết nào khớp',
    emptyText: 'Trên sàn có thể có thứ gần với điều bạn tìm; bạn cũng có thể đăng nhu cầu của mình ở đó.',
    toSearch: 'Tìm trên sàn',
    wrongTitle: 'Địa chỉ của danh sách này không đọc được',
    wrongText: (names) => `Hãy sửa hoặc bỏ các tham số: ${names}.`,
    helpTitle: 'Đặt danh sách này trên trang của bạn',
    helpText: 'Chép đoạn sau vào trang. Danh sách không có mã chạy, không đặt cookie và luôn là những gì đang công bố lúc xem.',
    helpFilters: 'Chọn điều được liệt kê',
    helpFiltersText:
      'Tham số như của trang tìm kiếm: tìm và lọc ở đó, rồi chép phần sau dấu hỏi của địa chỉ. Bản tiếng Anh nằm dưới /en. Danh sách có nhiều nhất 20 niêm yết, mới nhất trước.',
    helpPreview: 'Xem trước',
    helpFrame: 'Danh sách niêm yết',
  },
  en: {
    everything: 'New technologies and needs',
    from: (exchange) => `Newly published on ${exchange}`,
    organisation: 'Organisation',
    masked: 'Organisation not named',
    province: 'Province',
    readiness: 'Readiness',
    atLeast: (trl) => `TRL ${trl} or higher wanted`,
    published: 'Published',
    all: 'See all on the exchange',
    feed: 'Atom feed',
    newWindow: 'opens in a new tab',
    emptyTitle: 'No listing matches yet',
    emptyText: 'The exchange may have something close to what you look for; you can post your need there as well.',
    toSearch: 'Search the exchange',
    wrongTitle: 'The address of this list cannot be read',
    wrongText: (names) => `Correct or remove the parameters: ${names}.`,
    helpTitle: 'Put this list on a page of yours',
    helpText: 'Copy this into your page. The list runs no script, sets no cookie and is always what is published when it is read.',
    helpFilters: 'Choose what is listed',
    helpFiltersText:
      'The parameters are those of the search page: search and filter there, then copy what stands after the question mark of its address. The English list lies under /en. A list holds up to 20 listings, newest first.',
    helpPreview: 'Preview',
    helpFrame: 'Listings',
  },
};
