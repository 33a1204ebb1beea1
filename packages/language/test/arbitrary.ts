import fc from 'fast-check';
import { isSyllable } from '../src/syllable.ts';

const ONSETS = ' b c ch d đ g gh gi h k kh l m n ng ngh nh ph qu r s t th tr v x'.split(' ');
// The vowel that carries the tone in the older habit is the capital one.
const RHYMES = `A Ac Ach Ai Am An Ang Anh Ao Ap At Au Ay Ăc Ăm Ăn Ăng Ăp Ăt Âc Âm Ân Âng Âp Ât Âu Ây E Em En Eng Eo Et Ê Ênh Êt Êu
  I Inh In Ia iÊm iÊn iÊng iÊu Oa oAi oAn oAng Oe O Oc Oi Ong oEo Ô Ôc Ông Ôi Ơ Ơi Ơn U Ua uÔi uÔng uÔn uÊ Uy uYnh uyÊn uyÊt uÂn uÂt uYu
  uƠ Ư Ưa Ưng Ưu ưƠi ưƠng ưƠc ưƠm ưƠn`.split(/\s+/);
const TONES = ['', '\u0301', '\u0300', '\u0309', '\u0303', '\u0323'];
const SPELLING = /^(?:gi?i|gi?[yÝ]|qu[uoưôơ])/u;

/** A written Vietnamese syllable: onset, rhyme and tone in the older habit, as far as the spelling allows the combination. */
export const syllable = fc
  .tuple(fc.constantFrom(...ONSETS), fc.constantFrom(...RHYMES), fc.constantFrom(...TONES))
  .map(([onset, rhyme, tone]) => (onset + rhyme.replace(/\p{Lu}/u, (vowel) => vowel.toLowerCase() + tone)).normalize('NFC'))
  .filter((word) => !SPELLING.test(word.normalize('NFD')) && isSyllable(word));

/** Any text a keyboard or an attacker can produce: Vietnamese, English, codes, marks apart, astral characters, halves of them. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'aăâđĐoơhòàÀ\u0301\u0323 -/&."76Aİßςð🚰\ud800'.split('')), maxLength: 40 }),
  fc
    .array(fc.oneof(syllable, fc.constantFrom('water', 'ISO 22000', '76/2018/NĐ-CP', 'KH&CN', 'TP.HCM', '🚰', 'pin', 'C02F 3/34')), {
      maxLength: 12,
    })
    .map((words) => words.join(' ')),
);
