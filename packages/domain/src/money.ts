/** An amount in minor units with its ISO 4217 code; in JSON the amount is a string of digits (VND has exponent 0). */
export type Money = { amount: string; currency: Currency };

export const CURRENCIES = ['VND', 'USD', 'EUR', 'JPY', 'CNY', 'KRW', 'GBP', 'SGD', 'AUD'] as const;
export type Currency = (typeof CURRENCIES)[number];

/** Digits after the decimal point of each currency (ISO 4217). */
export const CURRENCY_EXPONENT: Record<Currency, number> = { VND: 0, USD: 2, EUR: 2, JPY: 0, CNY: 2, KRW: 0, GBP: 2, SGD: 2, AUD: 2 };

/** The amount as a bigint of minor units. Throws a SyntaxError when it is not a whole number. */
export function minorUnits(money: Money): bigint {
  return BigInt(money.amount);
}
