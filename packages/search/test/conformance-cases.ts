import type { Filters } from '../src/port.ts';
import type { Case } from './conformance-case.ts';

// More cases over the thirty recorded documents. `shipped`: read as the product reads, with all its tables; else only the words typed.

const numbers = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, at) => (from > to ? from - at : from + at));

/** Marks typed, left out, mixed, decomposed, in capitals, in the older and in the newer habit. */
const spelt: Case[] = (
  [
    ['công nghệ sinh học'.normalize('NFD'), 1],
    ['CÔNG NGHỆ SINH HỌC', 1],
    ['điện mặt trời'.normalize('NFD'), 2],
    ['DIEN MAT TROI', 2],
    ['đien mat trời', 2],
    ['dinh giá cong nghệ', 14],
    ['bo dieu khien', 9],
    ['bộ điều khiển', 9],
    ['hòa lưới', 29],
    ['hoà lưới', 29],
    ['hoa luoi', 29],
    ['hoà tan', 28],
    ['hòa tan', 28],
    ['thuỷ lợi', 2],
    ['thủy lợi', 2],
    ['phân huỷ', 1],
    ['phân hủy', 1],
    ['đá vôi', 11],
    ['da giày', 10],
    ['lúa', 23],
    ['chè xanh', 5],
    ['che xanh', 5],
    ['mái che', 6],
    ['mai che', 6],
    ['thịt bò', 7],
    ['quả bơ', 8],
    ['xỉ lò cao', 28],
    ['xi lo cao', 28],
  ] as const
).map(([query, first]) => ({ query, first }));

const codes: Case[] = [
  { query: '76/2018/nd-cp', only: [15] },
  { query: 'hợp đồng 76/2018/NĐ-CP', first: 15 },
  { query: 'tcvn5935-1:2013', only: [16] },
  { query: 'TCVN 5935', only: [16] },
  { query: 'a61k31/00', only: [17] },
  { query: 'A61K', only: [17] },
  { query: 'vn-22-to-2026-0006', only: [6] },
  { query: '77/2018/NĐ-CP', shipped: true, without: [15] },
  { query: 'TCVN 5936-1:2013', shipped: true, without: [16] },
  { query: 'A61K 31/01', shipped: true, without: [17] },
  { query: '2029', shipped: true, without: [22] },
];

const together: Case[] = [
  { query: 'công nghệ', order: [14, 18] },
  { query: 'công nghệ', order: [1, 18] },
  { query: 'nước thải', order: [1, 10] },
  { query: '"xe điện"', finds: [9, 22], without: [2, 16] },
  { query: '"nước mặn"', shipped: true, without: [12, 13] },
  { query: '“chuyển giao công nghệ”', only: [15] },
  { query: '"perovsite"', shipped: true, without: [3] },
];

/** The keyboard's Telex or VNI switched off. */
const slips: Case[] = [
  { query: 'ddieenj mawtj trowif', shipped: true, first: 2, understoodAs: 'điện mặt trời' },
  { query: 'nuwowcs thair', shipped: true, first: 1 },
  { query: 'co6ng nghe65 sinh ho5c', shipped: true, first: 1 },
  { query: 'coong nghe65 sinh hocj', shipped: true, first: 1 },
  { query: 'caps ddieenj', shipped: true, first: 16 },
];

/** One letter from five letters, two from nine, in either language. */
const typos: Case[] = [
  { query: 'pangasus', shipped: true, first: 24 },
  { query: 'desalinaton', shipped: true, first: 12 },
  { query: 'predictve maintenence', shipped: true, first: 20 },
  { query: 'phươngg pháp', shipped: true, first: 14 },
  { query: 'bộ điều khiểnn', shipped: true, first: 9 },
  { query: 'chitosen', shipped: true, first: 8 },
  { query: 'curcumn', shipped: true, first: 17 },
];

const replaced: Case[] = [
  { query: 'CNTT', shipped: true, finds: [19] },
  { query: 'công nghệ thông tin', shipped: true, finds: [19], also: ['CNTT'] },
  { query: 'CGCN', shipped: true, first: 15 },
  { query: 'chuyển giao công nghệ', shipped: true, first: 15 },
  { query: 'năng lượng mặt trời', shipped: true, first: 4, finds: [2, 3] },
  { query: 'quang điện', shipped: true, finds: [2, 3, 4] },
  { query: 'dịch tả heo', shipped: true, finds: [27] },
  { query: 'trà xanh', shipped: true, finds: [5], also: ['chè xanh'] },
  { query: 'công nghệ thông tin', exact: true, without: [19] },
  { query: 'nhà kính', shipped: true, finds: [6] },
];

/** Across languages, below what says it in the language typed; and switched off. */
const translated: Case[] = [
  { query: 'bảo trì dự đoán', shipped: true, first: 20, also: ['predictive maintenance'] },
  { query: 'bao tri du doan', shipped: true, first: 20 },
  { query: 'bảo trì dự đoán', shipped: true, translate: false, without: [20], also: [] },
  { query: 'biomass', shipped: true, first: 30 },
  { query: 'sinh khối', shipped: true, first: 30 },
  { query: 'textile', shipped: true, first: 20 },
  { query: 'computer vision', shipped: true, first: 26 },
  { query: 'nước lợ', shipped: true, first: 12 },
  { query: 'battery', shipped: true, order: [21, 22] },
  { query: 'battery', shipped: true, translate: false, finds: [21], without: [22] },
  { query: 'predictive maintenance', shipped: true, translate: false, first: 20 },
];

const read: Case[] = [
  { query: 'xu ly nuoc thai', shipped: true, first: 1, understoodAs: 'xử lý nước thải' },
  { query: 'cong nghe xu ly nuoc thai', shipped: true, first: 1, understoodAs: 'công nghệ xử lý nước thải' },
  { query: 'xử lý nước thải', shipped: true, first: 1, understoodAs: null },
  { query: 'màng nano khử mặn cho tàu biển', shipped: true, first: 12, closest: true },
];

/** A filter of each facet: what it leaves, the newest first. */
const filtered: Case[] = (
  [
    [{ side: ['need'] }, [25, 22, 13, 4]],
    [{ kind: ['software'] }, [20, 19]],
    [{ kind: ['software', 'service'] }, [20, 19, 15, 14]],
    [{ field: ['209'] }, [10, 1]],
    [{ sector: ['HEALTH', 'IND-PROC'] }, [19, 7]],
    [{ province: ['91'] }, [30, 24, 4]],
    [{ region: ['mekong_delta'] }, [30, 24, 23, 13, 12, 4]],
    [{ trl: ['5', '6'] }, [28, 27, 21, 10, 8]],
    [{ ipStatus: ['granted'] }, [23, 21, 17, 9, 1]],
    [{ transferMode: ['assignment'] }, []],
    [{ country: ['KR', 'DE'] }, [21, 20]],
    [{ organisationType: ['university'] }, [26, 17, 8, 3]],
    [{ organisationType: ['university'], ipStatus: ['filed'] }, [26, 3]],
    [{ region: ['mekong_delta'], side: ['offer'], trl: ['9'] }, [30, 23]],
  ] as const satisfies readonly (readonly [Filters, readonly number[]])[]
).map(([filters, only]) => ({ query: '', filters, only, total: only.length }));

const counted: Case[] = [
  {
    query: '',
    facets: ['field', 'region', 'province', 'side', 'openForInterest', 'language'],
    total: 30,
    counts: {
      field: { '2': 16, '209': 2, '202': 2, '4': 8, '401': 1, '1': 2, '102': 2 },
      region: {
        red_river_delta: 18,
        mekong_delta: 6,
        northern_midlands_mountains: 2,
        central_highlands: 2,
        southeast: 1,
        south_central: 1,
      },
      province: { '22': 12, '91': 3, '01': 4, '19': 2 },
      side: { offer: 26, need: 4 },
      openForInterest: { true: 30 },
      language: { vi: 28, en: 18 },
    },
  },
  {
    query: '',
    filters: { region: ['mekong_delta'], side: ['need'] },
    facets: ['region', 'side', 'province'],
    total: 2,
    counts: { region: { mekong_delta: 2, red_river_delta: 2 }, side: { need: 2, offer: 4 }, province: { '91': 1, '96': 1 } },
  },
  {
    query: 'sấy',
    filters: { kind: ['equipment'] },
    facets: ['kind', 'trl'],
    finds: [5],
    counts: { kind: { equipment: 1, technology: 1 }, trl: { '9': 1 } },
  },
  {
    query: '',
    filters: { organisationType: ['university', 'startup'] },
    facets: ['organisationType', 'ipStatus', 'country'],
    total: 6,
    counts: {
      organisationType: {
        university: 4,
        startup: 2,
        enterprise: 10,
        intermediary: 2,
        cooperative: 2,
        research_institute: 9,
        fdi_enterprise: 1,
      },
      ipStatus: { granted: 1, filed: 2, none: 3 },
      country: { VN: 6 },
    },
  },
];

const paged: Case[] = [
  { query: '', limit: 30, only: numbers(30, 1), total: 30 },
  { query: '   ', limit: 30, only: numbers(30, 1) },
  { query: '', sort: 'newest', limit: 5, page: 2, only: numbers(25, 21) },
  { query: '', sort: 'newest', limit: 7, page: 5, only: [2, 1] },
  { query: '', sort: 'expiring', limit: 10, page: 3, only: numbers(21, 30) },
  { query: '', sort: 'expiring', filters: { side: ['need'] }, only: [4, 13, 22, 25] },
  { query: 'điện', sort: 'expiring', filters: { side: ['offer'], trl: ['9'] }, only: [16, 19, 29] },
  { query: 'mặn', sort: 'newest', limit: 2, page: 2, only: [12] },
  { query: '!!! ...', only: [], total: 0 },
];

export const RECORDED_CASES: readonly Case[] = [
  ...spelt,
  ...codes,
  ...together,
  ...slips,
  ...typos,
  ...replaced,
  ...translated,
  ...read,
  ...filtered,
  ...counted,
  ...paged,
];
