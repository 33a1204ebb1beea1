import type { CodeTables } from '@ketnoi/db/classifications';
import { FEATURES, type Feature, type UnknownTo } from '@ketnoi/domain/match';
import { LANGUAGES, type Language } from '@ketnoi/domain/language';
import type { Evidence, Reason } from '@ketnoi/matching/answer';
import { describe, expect, it } from 'vitest';
import { sentenceOf, type Reader } from '../src/matching/sentences.ts';

const entry = (code: string, vi: string, en: string) => [code, { code, parent: null, label: { vi, en }, extra: {} }] as const;
const NONE = new Map();
const codes = new Proxy({} as CodeTables, {
  get: (_target, scheme) =>
    ({
      st_field: new Map([entry('2', 'Kỹ thuật', 'Engineering'), entry('4', 'Nông nghiệp', 'Agriculture')]),
      province: new Map([entry('22', 'Quảng Ninh', 'Quang Ninh'), entry('01', 'Hà Nội', 'Ha Noi')]),
      transfer_mode: new Map([entry('training', 'Đào tạo', 'Training')]),
      ip_status: new Map([entry('granted', 'Đã cấp', 'Granted')]),
    })[String(scheme)] ?? NONE,
});

const text = (words: string) => ({ text: words, ranges: [] });
const one = (kind: Evidence['kind'], more: Partial<Evidence>): Evidence => ({
  kind,
  asked: null,
  found: null,
  fits: null,
  entry: null,
  scheme: null,
  code: null,
  ...more,
});
const known = (feature: Feature, points: number, evidence: readonly Evidence[]): Reason => ({
  feature,
  points,
  known: true,
  unknownTo: null,
  evidence,
});
const reader = (language: Language, more: Partial<Reader> = {}): Reader => ({ codes, language, side: 'need', own: true, ...more });
const both = (reason: Reason, more: Partial<Reader> = {}): string[] =>
  LANGUAGES.map((language) => sentenceOf(reason, reader(language, more)));

describe('a reason in a sentence', () => {
  it.each<[string, Reason, Partial<Reader>, string, string]>([
    [
      'of readiness',
      known('maturity', -25, [one('level', { asked: text('7'), found: text('6'), fits: false })]),
      {},
      'TRL\u00a06, bạn cần từ 7',
      'TRL\u00a06, you asked for 7 or more',
    ],
    [
      'of readiness, to the owner of an offer',
      known('maturity', 70, [one('level', { asked: text('8'), found: text('7'), fits: true })]),
      { side: 'offer' },
      'TRL\u00a08, nhu cầu cần từ 7',
      'TRL\u00a08, the need asks for 7 or more',
    ],
    [
      'of a price',
      known('budget', 50, [one('amount', { asked: text('..2000000000 VND'), found: text('1500000000.. VND'), fits: true })]),
      {},
      'Giá từ 1,5\u00a0tỷ\u00a0₫, ngân sách của bạn đến 2\u00a0tỷ\u00a0₫',
      'Price from VND\u00a01.5\u00a0billion, your budget up to VND\u00a02\u00a0billion',
    ],
    [
      'of a price, to others',
      known('budget', 50, [one('amount', { asked: text('1..2 VND'), found: text('5..5 VND'), fits: true })]),
      { own: false },
      'Giá 5\u00a0₫, ngân sách của nhu cầu 1\u00a0₫ đến 2\u00a0₫',
      'Price VND\u00a05, the need’s budget VND\u00a01 to VND\u00a02',
    ],
    [
      'of a field in common',
      known('field', 90, [one('class', { scheme: 'st_field', code: '2', fits: true })]),
      {},
      'Cùng nhóm: Kỹ thuật',
      'Same class: Engineering',
    ],
    [
      'of two fields',
      known('field', 0, [one('class', { scheme: 'st_field', asked: text('2'), found: text('4'), fits: false })]),
      {},
      'Khác nhóm: Kỹ thuật và Nông nghiệp',
      'Different classes: Engineering and Agriculture',
    ],
    [
      'of two places',
      known('place', 5, [one('place', { asked: text('22'), found: text('01'), fits: false })]),
      {},
      'Ở Hà Nội; bạn ở Quảng Ninh',
      'In Ha Noi; you are in Quang Ninh',
    ],
    [
      'of words across languages',
      known('words', 90, [
        one('translation', {
          asked: text('nước lợ'),
          found: text('brackish water'),
          entry: { from: 'nước lợ', to: 'brackish water', table: 'glossary' },
        }),
        one('missing', { asked: text('điện mặt trời') }),
      ]),
      {},
      'Từ khớp: nước lợ ≈ brackish water; chưa thấy nêu: điện mặt trời',
      'Words in common: nước lợ ≈ brackish water; not mentioned: điện mặt trời',
    ],
    [
      'of figures',
      known('figures', 20, [
        one('figure', { asked: text('40 m³/ngày'), found: text('50 m³/day'), fits: true }),
        one('figure', { asked: text('dưới 1 g/l'), found: text('1,9 g/l'), fits: false }),
      ]),
      {},
      'Khớp: 40\u00a0m³/ngày ≈ 50\u00a0m³/day; Chưa đạt: dưới 1\u00a0g/l ≈ 1,9\u00a0g/l',
      'Fits: 40\u00a0m³/ngày ≈ 50\u00a0m³/day; Falls short: dưới 1\u00a0g/l ≈ 1,9\u00a0g/l',
    ],
    [
      'of time',
      known('time', 10, [one('time', { asked: text('..2027-01-31'), found: text('2027-11-23'), fits: true })]),
      {},
      'Kịp thời gian: cần đến 31/01/2027, chào bán còn hiệu lực đến 23/11/2027',
      'In time: needed by 31\u00a0Jan\u00a02027, offered until 23\u00a0Nov\u00a02027',
    ],
    [
      'of ways of transfer',
      known('modes', 15, [one('mode', { scheme: 'transfer_mode', code: 'training', fits: true })]),
      {},
      'Cách chuyển giao khớp: Đào tạo',
      'Ways of transfer that fit: Training',
    ],
    [
      'of rights',
      known('ip', 15, [one('ip', { scheme: 'ip_status', code: 'granted', fits: true })]),
      {},
      'Sở hữu trí tuệ: Đã cấp',
      'Intellectual property: Granted',
    ],
    [
      'of trust',
      known('trust', 15, [one('trust', { found: text('verified'), fits: true }), one('trust', { found: text('2026-11-23') })]),
      {},
      'Tổ chức đã xác minh; công bố 23/11/2026',
      'Verified organisation; published 23\u00a0Nov\u00a02026',
    ],
    [
      'of what was said before',
      known('feedback', -80, []),
      {},
      'Giống kết quả bạn đã bỏ vì sai chủ đề',
      'Like those you dismissed as another topic',
    ],
  ])('speaks %s in both languages', (...[, reason, more, vi, en]) => {
    expect(both(reason, more)).toEqual([vi, en]);
  });

  it('says who is silent of what, as the reader calls him', () => {
    const silent = (feature: Feature, unknownTo: UnknownTo, more: Partial<Reader> = {}) =>
      both({ feature, points: 0, known: false, unknownTo, evidence: [] }, more);
    expect(silent('budget', 'found')).toEqual(['Chưa rõ: bên chào bán chưa nêu giá', 'Unknown: the offer does not give a price']);
    expect(silent('budget', 'asking')).toEqual(['Chưa rõ: bạn chưa nêu ngân sách', 'Unknown: you do not give a budget']);
    expect(silent('budget', 'asking', { own: false })).toEqual([
      'Chưa rõ: bên có nhu cầu chưa nêu ngân sách',
      'Unknown: the need does not give a budget',
    ]);
    expect(silent('field', 'both')).toEqual(['Chưa rõ: hai bên chưa nêu lĩnh vực', 'Unknown: neither side gives a field']);
    expect(silent('field', 'found', { side: 'offer', similar: true })[1]).toBe('Unknown: the offer does not give a field');
    expect(silent('field', 'found', { side: 'need', similar: true })[1]).toBe('Unknown: the need does not give a field');
  });

  it('is there for every feature, known without evidence or unknown, with nothing left over of how it was made', () => {
    for (const feature of FEATURES)
      for (const side of ['need', 'offer'] as const)
        for (const points of [-50, 0, 50])
          for (const reason of [
            known(feature, points, []),
            ...(['asking', 'found', 'both', null] as const).map((unknownTo): Reason => ({
              feature,
              points: 0,
              known: false,
              unknownTo,
              evidence: [],
            })),
          ])
            for (const sentence of both(reason, { side })) {
              expect(sentence).toMatch(/^\p{Lu}\S*(?: |\u00a0)\S/u);
              expect(sentence).not.toMatch(/undefined|null|\?|\.\.|: $/u);
            }
  });
});
