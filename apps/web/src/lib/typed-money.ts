import { CURRENCY_EXPONENT, type Currency } from '@ketnoi/domain/money';
import { numberReadings } from '@ketnoi/language/numbers';
import { parseMoney, type ParsedMoney } from '@ketnoi/language/parse-money';
import { language } from './language.ts';

/** Below this a figure in đồng without its sign is asked about (`1.500` may be nghìn or triệu). */
const PLAIN_FROM = 1_000_000n;
const figures = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en');

/** An amount as typed, in the currency chosen beside it. Đồng are read with their words (`1,5 tỷ`), other currencies as plain figures. */
export function readAmount(text: string, currency: Currency): ParsedMoney {
  if (currency === 'VND') return parseMoney(text, language);
  if (text.trim() === '') return { kind: 'empty' };
  const exponent = CURRENCY_EXPONENT[currency];
  const amounts = numberReadings(text, language).flatMap(({ digits, scale }) =>
    scale > exponent ? [] : [digits * 10n ** BigInt(exponent - scale)],
  );
  const [first] = amounts;
  return first === undefined ? { kind: 'unreadable' } : { kind: 'amount', amount: first };
}

/** An amount in minor units as it stands in a box: figures that read back as this very amount. */
export function textOfAmount(amount: string, currency: Currency): string {
  const exponent = CURRENCY_EXPONENT[currency];
  const minor = BigInt(amount);
  if (currency === 'VND' && minor < PLAIN_FROM) return `${figures.format(minor)} ₫`;
  const scale = 10n ** BigInt(exponent);
  const rest = minor % scale;
  const whole = figures.format(minor / scale);
  return rest === 0n ? whole : `${whole}${language === 'vi' ? ',' : '.'}${rest.toString().padStart(exponent, '0')}`;
}
