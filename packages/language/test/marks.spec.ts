import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../src/fold.ts';
import { shippedMarks } from '../src/marks-data.ts';
import { restoreMarks } from '../src/marks.ts';
import { oldTone } from '../src/tone.ts';
import { anyText } from './arbitrary.ts';

const table = shippedMarks();
const restored = (text: string): string => restoreMarks(text, table).text;

/** Queries and needs as people write them, with their marks; none of them is in the tables. */
const SENTENCES = [
  'công nghệ xử lý nước thải dệt nhuộm',
  'máy sấy nông sản bằng năng lượng mặt trời',
  'xử lý nước nhiễm mặn ở ao nuôi tôm vào mùa khô',
  'nuôi tôm thẻ chân trắng siêu thâm canh',
  'máy bay không người lái phun thuốc bảo vệ thực vật',
  'giảm asen trong nước giếng khoan',
  'bảo quản thanh long sau thu hoạch',
  'sản xuất phân bón hữu cơ từ phụ phẩm nông nghiệp',
  'hệ thống giám sát chất lượng không khí',
  'thu hồi nhiệt thải của lò hơi',
  'phần mềm quản lý bệnh viện',
  'tách vỏ hạt điều tự động',
  'chuyển giao công nghệ sản xuất vắc xin',
  'kiểm tra mối hàn bằng siêu âm',
  'điện mặt trời áp mái cho nhà xưởng',
  'thiết bị cảnh báo lũ quét và sạt lở đất',
  'tái chế pin xe điện',
  'chế biến phụ phẩm cá tra',
  'giảm tiêu thụ điện của kho lạnh',
  'diệt khuẩn nước uống cho vùng lũ',
];

describe('marks restored', () => {
  it.each([
    ['cong nghe xu ly nuoc thai', 'công nghệ xử lý nước thải'],
    ['may say nong san', 'máy sấy nông sản'],
    ['CONG NGHE Sinh Hoc', 'CÔNG NGHỆ Sinh Học'],
    ['tai che pin, san xuat dien', 'tái chế pin, sản xuất điện'],
    ['trồng lua', 'trồng lúa'],
    ['Can Tho', 'Cần Thơ'],
    ['thuy san', 'thủy sản'],
  ])('make %j read %j', (typed, meant) => {
    expect(restored(typed)).toBe(meant);
  });

  it.each([
    ['membrane loc nuoc', 'membrane lọc nước'],
    ['robot nano composite', 'robot nano composite'],
    ['CNTT nong nghiep', 'CNTT nông nghiệp'],
    ['nghi dinh 76/2018/ND-CP', 'nghị định 76/2018/ND-CP'],
    ['TCVN 5935-1:2013', 'TCVN 5935-1:2013'],
    ['H2S 3D', 'H2S 3D'],
    ['công nghệ xử lý nước thải', 'công nghệ xử lý nước thải'],
    ['', ''],
  ])('leave codes, abbreviations, foreign and marked words of %j alone', (typed, meant) => {
    expect(restored(typed)).toBe(meant);
  });

  it('are right for nine syllables in ten of what people ask for', () => {
    const pairs = SENTENCES.flatMap((sentence) => {
      const words = restored(fold(sentence)).split(' ');
      return oldTone(sentence)
        .split(' ')
        .map((word, at) => [word, words[at]] as const);
    });
    expect(pairs.filter(([meant, guessed]) => meant === guessed).length / pairs.length).toBeGreaterThan(0.9);
  });

  it('say how sure they are', () => {
    expect(restoreMarks('cong nghe xu ly nuoc thai', table).confidence).toBeGreaterThan(0.95);
    expect(restoreMarks('lua', table).confidence).toBeLessThan(0.6);
    expect(restoreMarks('robot', table).confidence).toBe(1);
  });

  it('change nothing but marks, in any text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { text: guessed, confidence } = restoreMarks(text, table);
        expect(fold(guessed)).toBe(fold(text));
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1.000001);
      }),
    );
  });

  it('come in bounded time for a hostile text', () => {
    const start = performance.now();
    restored('a '.repeat(5000));
    expect(performance.now() - start).toBeLessThan(1500);
  });
});
