import { fold, nfc } from './fold.ts';

const ONSETS = 'ngh ng nh gh gi kh ph qu th tr ch b c d đ g h k l m n p r s t v x'.split(' ');

/** Every rhyme of Vietnamese without its tone, as it is written. */
const RHYMES: ReadonlySet<string> = new Set(
  [
    'a ac ach ai am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây',
    'e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu',
    'y ynh yêm yên yêng yêt yêu',
    'o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet',
    'ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt',
    'u uc ui um un ung up ut ua uôc uôi uôm uôn uông uôt uê uêch uênh uơ uân uâng uât uây',
    'uy uya uych uyên uyêt uyn uynh uyp uyt uyu',
    'ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu',
  ]
    .join(' ')
    .split(' '),
);

/** After `qu` the glide is part of the onset, so rhymes appear there that are not written alone. */
const RHYMES_AFTER_QU: ReadonlySet<string> = new Set([...RHYMES, 'yt', 'yn', 'ych', 'yp', 'ya']);

/** `giếng` is written with one i: the onset `gi` and `iêng` share it. */
const SHARED_I = /^g(?=i)/;

const FOLDED_RHYMES: ReadonlySet<string> = new Set([...RHYMES].map(fold));
const FOLDED_AFTER_QU: ReadonlySet<string> = new Set([...RHYMES_AFTER_QU].map(fold));

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const STOPPED = /(?:c|ch|k|p|t)$/;
const SHARP_OR_HEAVY = /^[\u0301\u0323]$/u;

/**
 * Whether a word, with its marks, can be a Vietnamese syllable: a known onset, a known rhyme, at most one tone, and
 * only sắc or nặng before a stop consonant. It knows the sound pattern, not the vocabulary.
 */
export function isSyllable(word: string): boolean {
  const decomposed = nfc(word).toLowerCase().normalize('NFD');
  const tones = decomposed.match(TONES) ?? [];
  if (tones.length > 1) return false;
  const bare = decomposed.replace(TONES, '').normalize('NFC');
  if (STOPPED.test(bare) && !SHARP_OR_HEAVY.test(tones[0] ?? '')) return false;
  return splits(bare, RHYMES, RHYMES_AFTER_QU);
}

/** Whether a word typed without marks can be a Vietnamese syllable: `nghe` can, `water` cannot. */
export function isFoldedSyllable(word: string): boolean {
  return splits(fold(word), FOLDED_RHYMES, FOLDED_AFTER_QU);
}

function splits(word: string, rhymes: ReadonlySet<string>, afterQu: ReadonlySet<string>): boolean {
  if (rhymes.has(word)) return true;
  if (SHARED_I.test(word) && rhymes.has(word.slice(1))) return true;
  return ONSETS.some((onset) => {
    if (!word.startsWith(onset)) return false;
    return (onset === 'qu' ? afterQu : rhymes).has(word.slice(onset.length));
  });
}
