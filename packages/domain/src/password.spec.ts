import { describe, expect, it } from 'vitest';
import { passwordWeakness } from './password.ts';

const about = ['Trần Thị Bình', 'binh.tran@anhduong.example', 'Công ty Ánh Dương'];
const common = new Set(['manchester', 'matkhau123']);
const weakness = (password: string) => passwordWeakness(password, about, common);

describe('a password', () => {
  it.each([
    ['short', 'ngắn quá'],
    ['monotonous', 'aaaaaaaaaaaa'],
    ['monotonous', '1212121212121'],
    ['sequence', '1234567890'],
    ['sequence', '0987654321'],
    ['sequence', 'qwertyuiop'],
    ['sequence', 'abcdefghijkl'],
    ['sequence', '1qaz2wsx3edc'],
    ['personal', 'tranthibinh'],
    ['personal', 'BinhTran2026'],
    ['personal', 'anhduong1999'],
    ['common', 'Manchester'],
    ['common', 'mật khẩu 123'],
  ])('is %s: %s', (why, password) => {
    expect(weakness(password)).toBe(why);
  });

  it.each(['núi cao biển rộng 42', 'correct horse battery', 'Xq7!vbR2#mKp', 'tôi ở Ánh Dương nhưng thích leo núi', 'ợợợắắắẫẫẫ ễễđ'])(
    'is good: %s',
    (password) => {
      expect(weakness(password)).toBeNull();
    },
  );

  it('is the same in whichever Unicode form it was typed', () => {
    expect(weakness('mật khẩu 123'.normalize('NFD'))).toBe('common');
    expect(weakness('ngắn quá đi'.normalize('NFD'))).toBe(weakness('ngắn quá đi'));
  });
});
