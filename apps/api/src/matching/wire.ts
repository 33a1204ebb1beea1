/** What travels between api and matcher: JSON, with the amounts and times that JSON has no form for. */
type Tagged = { $amount: string } | { $time: string };

export function toWire(value: unknown): string {
  return JSON.stringify(value, function tag(this: Record<string, unknown>, key: string, plain: unknown): unknown {
    // JSON has turned a date into its text by now; the holder still has it.
    const original = this[key];
    if (typeof original === 'bigint') return { $amount: String(original) } satisfies Tagged;
    if (original instanceof Date) return { $time: original.toISOString() } satisfies Tagged;
    return plain;
  });
}

export function fromWire(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$amount' in value) return BigInt(String(value.$amount));
    if ('$time' in value) return new Date(String(value.$time));
    return value;
  });
}
