import type { ListingId } from '@ketnoi/domain/ids';
import type { ListingSketch } from '@ketnoi/testing/listings';
import type { Case } from './conformance-case.ts';

const day = (text: string): Date => new Date(`${text}T00:00:00Z`);
const text = (vi: string) => ({ description: { vi, en: null } });

/** Listings for what the recorded documents have no example of: texts below the summary, provinces of before July 2025, near ties, slips in a listing. */
const SKETCHES: Readonly<Record<number, ListingSketch>> = {
  101: { title: 'Ép dầu gấc lạnh' },
  102: { title: 'Dây chuyền ép trục vít', keywords: { vi: ['dầu gấc'] } },
  103: { title: 'Nước uống giàu beta-caroten', summary: 'Nhũ hóa dầu gấc trong nước.' },
  104: { title: 'Xưởng thực phẩm chức năng', texts: text('Nguyên liệu là dầu gấc và nghệ.') },
  111: { title: 'Máy bóc vỏ lạc A', publishedAt: day('2026-01-05'), verified: true },
  112: { title: 'Máy bóc vỏ lạc B', publishedAt: day('2026-01-05'), verified: false },
  113: { title: 'Máy bóc vỏ lạc C', publishedAt: day('2026-06-05'), verified: false },
  114: { title: 'Xưởng chế biến nông sản', publishedAt: day('2026-11-20'), texts: text('Có máy bóc vỏ lạc.') },
  121: { title: 'Vườn ươm lan', province: '37' },
  122: { title: 'Xưởng gỗ ghép thanh', province: '79' },
  123: { title: 'Trạm bơm tiêu úng', province: '25' },
  131: { title: 'Đề tài khoa học và công nghệ cấp tỉnh về quế' },
  132: { title: 'Quỹ KH&CN hỗ trợ nguyên mẫu' },
  133: { title: 'Tư vấn sở hữu trí tuệ cho làng nghề' },
  134: { title: 'Khóa học SHTT cho giảng viên' },
  135: { title: 'Bản đồ ngập TP.HCM' },
  136: { title: 'Không gian đổi mới sáng tạo mở' },
  137: { title: 'Cuộc thi ĐMST sinh viên' },
  141: { title: 'Chứng nhận ISO 22000 cho xưởng mắm' },
  142: { title: 'Đào tạo ISO 9001 cho hợp tác xã' },
  143: { title: 'Đơn sáng chế PCT', summary: 'Số WO 2020/123456, đang thẩm định.' },
  144: { title: 'Sổ tay Nghị định 13/2023/NĐ-CP' },
  145: { title: 'Danh mục khuyến khích', techClass: 'encouraged' },
  151: { title: { en: 'Lithum cell tester' } },
  ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [160 + at, { title: { en: `Lithium module housing ${at + 1}` } }])),
  181: { title: 'Góp công trồng nghệ, học cách sinh nhai' },
  182: { title: 'Men rượu từ công nghệ sinh học' },
  183: { title: 'Lò sấy', summary: 'Sấy lúa bằng trấu.', fields: ['20701'], sectors: ['IND-BIO'], province: '22' },
  184: { title: 'Lò hơi', fields: ['209'], sectors: ['IND'], province: '01' },
  185: { title: 'Lò nung gốm', side: 'need', fields: ['401'], sectors: ['AGR-HITECH'], province: '75' },
};

const idOf = (number: number): ListingId => `0192f0c0-0000-7000-8000-000000000${number}` as ListingId;

/** The further listings by their numbers. */
export const furtherSketches: Readonly<Record<string, ListingSketch>> = Object.fromEntries(
  Object.entries(SKETCHES).map(([number, sketch]) => [number, { ...sketch, id: idOf(Number(number)) }]),
);

const shipped = (cases: readonly Case[]): Case[] => cases.map((one) => ({ ...one, shipped: true }));

const places: Case[] = [
  { query: 'dầu gấc', order: [101, 102, 103, 104] },
  { query: 'dau gac', order: [101, 102, 103, 104] },
  { query: 'máy bóc vỏ lạc', order: [111, 112, 114] },
  { query: 'may boc vo lac', order: [113, 112, 114] },
  { query: 'công nghệ sinh học', order: [182, 181] },
  { query: 'cong nghe sinh hoc', order: [182, 181] },
];

const provinces: Case[] = shipped([
  { query: 'Hà Nam', first: 121 },
  { query: 'ha nam', first: 121 },
  { query: 'Nam Định', first: 121 },
  { query: 'Ninh Bình', first: 121 },
  { query: 'Bình Dương', first: 122 },
  { query: 'ba ria vung tau', first: 122 },
  { query: 'Vĩnh Phúc', first: 123 },
  { query: 'gỗ ghép Bình Dương', first: 122 },
]);

const abbreviations: Case[] = shipped([
  { query: 'KH&CN', finds: [131, 132] },
  { query: 'KHCN', finds: [131, 132] },
  { query: 'khoa học và công nghệ', first: 131, finds: [132], also: ['KH&CN'] },
  { query: 'SHTT', finds: [133, 134] },
  { query: 'sở hữu trí tuệ', order: [133, 134] },
  { query: 'so huu tri tue', finds: [133, 134] },
  { query: 'ĐMST', finds: [136, 137] },
  { query: 'đổi mới sáng tạo', order: [136, 137] },
  { query: 'Thành phố Hồ Chí Minh', finds: [135] },
  { query: 'Sài Gòn', finds: [135] },
]);

const codes: Case[] = shipped([
  { query: 'ISO 22000', only: [141] },
  { query: 'iso22000', only: [141] },
  { query: 'ISO 22001', without: [141, 142] },
  { query: 'WO 2020/123456', only: [143] },
  { query: '13/2023', only: [144] },
  { query: '13/2024/NĐ-CP', without: [144] },
]);

const slips: Case[] = shipped([
  { query: 'lithum', first: 151, corrections: ['lithium'] },
  { query: 'lithum cell', first: 151, corrections: ['lithium cell'] },
  { query: 'lithium', finds: [160, 171], without: [151], corrections: [] },
  { query: 'litium', finds: [160, 171], understoodAs: 'lithium', corrections: [] },
  { query: '"litium"', without: [151, 160], corrections: [] },
  { query: 'lithum', exact: true, only: [151], corrections: [] },
]);

const counted: Case[] = [
  { query: '', filters: { techClass: ['encouraged'] }, only: [145] },
  {
    query: 'lò',
    facets: ['field', 'sector', 'region', 'province', 'side'],
    total: 3,
    counts: {
      field: { '2': 2, '207': 1, '20701': 1, '209': 1, '4': 1 },
      sector: { IND: 2, 'IND-BIO': 1, AGR: 1, 'AGR-HITECH': 1 },
      region: { red_river_delta: 2, southeast: 1 },
      province: { '22': 1, '01': 1, '75': 1 },
    },
  },
  { query: 'lò', filters: { field: ['2'] }, finds: [183, 184], without: [185], total: 2 },
  {
    query: 'lò',
    filters: { sector: ['IND'], side: ['offer'] },
    facets: ['sector', 'side'],
    total: 2,
    counts: { sector: { IND: 2, 'IND-BIO': 1 }, side: { offer: 2 } },
  },
  { query: 'lò', filters: { region: ['southeast'] }, only: [185] },
];

/** The cases over the further listings; their numbers go on from those of the recorded ones. */
export const FURTHER_CASES: readonly Case[] = [...places, ...provinces, ...abbreviations, ...codes, ...slips, ...counted];
