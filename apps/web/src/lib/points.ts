import { language } from './language.ts';

const locale = language === 'vi' ? 'vi-VN' : 'en-GB';
const plain = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** A score: always one decimal, so that the parts are seen to add up. */
export const formatPoints = (points: number): string => plain.format(points).replace('-', '−');

/** A part of a score, with its sign. */
export const formatSigned = (points: number): string => (points > 0 ? `+${formatPoints(points)}` : formatPoints(points));
