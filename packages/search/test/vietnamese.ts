import type { Name } from './corpus.ts';

/** A typed query and what must come of it. */
export type Expectation = {
  query: string;
  /** Comes first. */
  first?: Name;
  /** Found, wherever. */
  finds?: readonly Name[];
  /** Found in this order among themselves. */
  order?: readonly Name[];
  /** Not found. */
  without?: readonly Name[];
  /** The query that is offered or was used instead. */
  corrected?: string;
};

type Rule = { rule: string; cases: readonly Expectation[] };

const first = (pairs: readonly (readonly [string, Name])[]): Expectation[] => pairs.map(([query, name]) => ({ query, first: name }));
const order = (pairs: readonly (readonly [string, Name, Name])[]): Expectation[] =>
  pairs.map(([query, ...names]) => ({ query, order: names }));

/** What people type without any mark. */
const unmarked: Rule = {
  rule: 'words typed without marks find words with marks',
  cases: first([
    ['xu ly nuoc thai', 'wastewater'],
    ['bao quan bo sap', 'avocado'],
    ['bo dieu khien dong co', 'controller'],
    ['mai che tu dong', 'cover'],
    ['ep mia', 'sugar'],
    ['uom to lua', 'silk'],
    ['nang luong tai tao', 'renewable'],
    ['cam bien nong do khi', 'sensor'],
    ['phan mem quan ly trang trai', 'soft'],
    ['cai tao dat phen', 'soil'],
    ['so huu tri tue', 'ip'],
    ['vat lieu cach nhiet', 'material'],
  ]),
};

/** Typed with marks: the same marks first, other readings below. */
const marksFirst: Rule = {
  rule: 'marks that were typed come first, other readings follow',
  cases: [
    ...order([
      ['bò', 'beef', 'avocado'],
      ['bơ', 'avocado', 'beef'],
      ['bộ', 'controller', 'beef'],
      ['chè', 'tea', 'product'],
      ['che', 'cover', 'tea'],
      ['chế', 'product', 'tea'],
      ['đá', 'stone', 'leather'],
      ['da', 'leather', 'stone'],
      ['nghề', 'craft', 'turmeric'],
      ['cua', 'crab', 'saw'],
      ['cưa', 'saw', 'crab'],
      ['mai', 'apricot', 'cover'],
      ['mài', 'plough', 'apricot'],
    ]).filter(({ query }) => query !== 'che' && query !== 'da' && query !== 'cua' && query !== 'mai'),
    // Without a mark all readings count alike: both are found.
    { query: 'che', finds: ['cover', 'tea', 'product'] },
    { query: 'cua', finds: ['crab', 'saw'] },
    { query: 'mai', finds: ['apricot', 'plough', 'cover'] },
  ],
};

const barredD: Rule = {
  rule: 'd stands for đ, and đ that was typed comes first',
  cases: [
    ...first([
      ['tu dien thong minh', 'electric'],
      ['dau phong', 'peanut'],
      ['thu hoi dong', 'copper'],
      ['do dong chay', 'moving'],
      ['dat phen', 'soil'],
      ['den cau muc', 'lamp'],
      ['Đèn', 'lamp'],
      ['DAU GAC', 'oil'],
      ['so dua', 'coconut'],
      ['la dua', 'pineapple'],
    ]),
    ...order([
      ['đậu', 'peanut', 'mulberry'],
      ['dâu', 'mulberry', 'peanut'],
      ['dầu', 'oil', 'peanut'],
      ['đồng', 'copper', 'moving'],
    ]),
  ],
};

const tones: Rule = {
  rule: 'both habits of placing the tone mark are one word',
  cases: first([
    ['hoá chất', 'chemistry'],
    ['hóa chất', 'chemistry'],
    ['hoà lưới', 'harmony'],
    ['hòa lưới', 'harmony'],
    ['thuỷ lợi', 'irrigation'],
    ['thủy lợi', 'irrigation'],
    ['sức khoẻ', 'health'],
    ['hoạ tiết', 'painting'],
    ['xoá vết xước', 'erasing'],
    ['toà nhà', 'court'],
    ['lò huỷ', 'destroying'],
    ['chống loá', 'oaInside'],
    ['hoa cắt cành', 'flower'],
  ]),
};

/** One letter from five letters on, two from nine; never in short words, numbers, codes, quotations. */
const typos: Rule = {
  rule: 'a typing error is mended by a word the index has',
  cases: [
    ['perovsite', 'perovskite', 'perovskite'],
    ['lithum', 'lithium', 'lithium'],
    ['photovoltiac', 'photovoltaic', 'photovoltaic'],
    ['nanofiltraton', 'nanofiltration', 'nanofiltration'],
    ['hydropnics', 'hydroponics', 'hydroponics'],
    ['pasteurizaton', 'pasteurisation', 'pasteurisation'],
    ['fermentatoin', 'fermentation', 'fermentation'],
    ['spectormeter', 'spectrometer', 'spectrometer'],
    ['bioplastc', 'bioplastic', 'bioplastic'],
    ['tilpia', 'tilapia', 'tilapia'],
    ['antena', 'antenna', 'antenna'],
  ].map(([query = '', corrected = '', name]) => ({ query, corrected, first: name as Name })),
};

const noTypos: Rule = {
  rule: 'short words, numbers, codes and quotations are never mended',
  cases: [
    { query: 'dieb', without: ['electric'] },
    { query: 'bok', without: ['beef', 'avocado'] },
    { query: '76/2019/NĐ-CP', without: ['decree'] },
    { query: 'ISO 22001', without: ['foodSafety'] },
    { query: '"perovsite tandem"', without: ['perovskite'] },
    { query: 'TCVN 5936-1:2013', without: ['cable', 'otherCable'] },
  ],
};

const codes: Rule = {
  rule: 'numbers of documents, standards and patents are one piece, and found by their beginning',
  cases: [
    ...first([
      ['76/2018/NĐ-CP', 'decree'],
      ['76/2018/nd-cp', 'decree'],
      ['Nghị định 76/2018', 'decree'],
      ['3628/QĐ-UBND', 'decision'],
      ['TCVN 5935-1:2013', 'cable'],
      ['tcvn5935-1:2013', 'cable'],
      ['TCVN 5935-2', 'otherCable'],
      ['ISO 22000', 'foodSafety'],
      ['ISO22000', 'foodSafety'],
      ['ISO 9001', 'quality'],
      ['07/2017/QH14', 'lawTransfer'],
      ['QCVN 01-1:2018/BYT', 'water'],
      ['15/2018/TT-BKHCN', 'circular'],
      ['A61K 31/00', 'ipc'],
      ['A61K', 'ipc'],
      ['WO 2020/123456', 'patent'],
    ]),
    { query: 'TCVN 5935', finds: ['cable', 'otherCable'], without: ['foodSafety'] },
    { query: '15/2018/TT-BKHCN', without: ['decree', 'lawTransfer'] },
    { query: 'A61K 31/00', without: ['otherIpc'] },
  ],
};

const acrossLanguages: Rule = {
  rule: 'a Vietnamese word finds an English listing',
  cases: first([
    ['pin nhiên liệu', 'fuelCell'],
    ['khử muối', 'desalination'],
    ['bảo trì dự đoán', 'predictive'],
    ['mạng nơ-ron', 'neural'],
    ['ăng-ten', 'antenna'],
    ['nhựa sinh học', 'bioplastic'],
    ['thuật toán', 'algorithm'],
    ['tiệt trùng', 'sterilization'],
    ['cá rô phi', 'tilapia'],
    ['nhựa', 'crab'],
    ['ca ro phi', 'tilapia'],
    ['thuat toan', 'algorithm'],
    ['bao tri du doan', 'predictive'],
  ]),
};

const together: Rule = {
  rule: 'syllables of one word rank higher together than apart',
  cases: order([
    ['công nghệ', 'biotech', 'labour'],
    ['cong nghe', 'biotech', 'labour'],
    ['xử lý nước thải', 'wastewater', 'apart'],
    ['xu ly nuoc thai', 'wastewater', 'apart'],
    ['phần mềm', 'soft', 'hard'],
    ['phan mem', 'soft', 'hard'],
    ['cảm biến', 'sensor', 'feeling'],
    ['cam bien', 'sensor', 'feeling'],
    ['năng lượng', 'renewable', 'able'],
    ['nang luong', 'renewable', 'able'],
    ['vật liệu', 'material', 'freight'],
    ['vat lieu', 'material', 'freight'],
  ]),
};

const places: Rule = {
  rule: 'title ranks over keywords over summary over description',
  cases: [
    { query: 'điện mặt trời', order: ['solarTitle', 'solarKeyword', 'solarSummary', 'solarDescription'] },
    { query: 'dien mat troi', order: ['solarTitle', 'solarKeyword', 'solarSummary', 'solarDescription'] },
    { query: 'điện mặt trời', order: ['solarTitle', 'photovoltaicVi'] },
  ],
};

const otherWords: Rule = {
  rule: 'abbreviations, synonyms and slips of the keyboard',
  cases: first([
    ['CNTT', 'it'],
    ['CGCN', 'techTransfer'],
    ['SHTT', 'ip'],
    ['heo nái', 'pigFeed'],
    ['TP.HCM', 'cityOffice'],
    ['coong ngheej sinh hocj', 'biotech'],
    ['nuwowcs thair', 'wastewater'],
    ['nang8 luong75', 'renewable'],
    ['"nước thải"', 'wastewater'],
    ['“năng lượng tái tạo”', 'renewable'],
  ]),
};

/** Rules that must hold for at least ten pairs each. */
export const TABLE: readonly Rule[] = [unmarked, marksFirst, barredD, tones, typos, codes, acrossLanguages, together, otherWords];
export const RULES: readonly Rule[] = [...TABLE, noTypos, places];
/** Queries whose decomposed form must answer as the composed one does. */
export const COMPOSED: readonly string[] = [...unmarked.cases, ...marksFirst.cases, ...tones.cases, ...together.cases]
  .map((one) => one.query)
  .filter((query) => query.normalize('NFD') !== query);
