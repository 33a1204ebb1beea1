import type { Language } from '@ketnoi/domain/language';
import { CURRENCY_EXPONENT, minorUnits, type Money } from '@ketnoi/domain/money';

const LOCALES: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en' };
const NO_BREAK_SPACE = '\u00a0';

/**
 * An amount in full: `1.500.000.000 ₫` for a Vietnamese reader, `VND 1,500,000,000` for an English one, with no-break spaces.
 */
export function formatMoney(money: Money, language: Language): string {
  const { currency } = money;
  const display = language === 'vi' && currency === 'VND' ? 'symbol' : 'code';
  const digits = CURRENCY_EXPONENT[currency];
  const isWhole = minorUnits(money) % 10n ** BigInt(digits) === 0n;
  const format = new Intl.NumberFormat(LOCALES[language], {
    style: 'currency',
    currency,
    currencyDisplay: display,
    minimumFractionDigits: isWhole ? 0 : digits,
  });
  return unbreakable(format.format(decimal(money)));
}

/**
 * An amount in short, rounded to one decimal: `1,5 tỷ ₫`, `350 triệu ₫`; `VND 1.5 billion`. Vietnamese readers do not know the
 * one-letter abbreviations, so the words are written out.
 */
export function formatMoneyShort(money: Money, language: Language): string {
  const format = new Intl.NumberFormat(LOCALES[language], { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 1 });
  const figure = format.format(decimal(money));
  const unit = language === 'vi' && money.currency === 'VND' ? '₫' : money.currency;
  return unbreakable(language === 'vi' ? `${figure} ${unit}` : `${unit} ${figure}`);
}

/** As a decimal string, so that nothing is rounded on the way. */
function decimal(money: Money): `${number}` {
  return `${minorUnits(money)}e-${CURRENCY_EXPONENT[money.currency]}` as `${number}`;
}

function unbreakable(text: string): string {
  return text.replace(/\s/g, NO_BREAK_SPACE);
}
