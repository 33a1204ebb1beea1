import type { Side } from '@ketnoi/domain/listing-kinds';

/*
 * A text on its way from one page to the next. It may tell what a firm is looking for, so it goes neither into the address (which histories and logs
 * keep) nor into a store: it lives in this document and is gone with it.
 */

export type TypedQuestion = { text: string; side: Side };

let question: TypedQuestion = { text: '', side: 'offer' };
let handedOver: string | null = null;

/** What was asked last by its meaning, and which side was looked for, to find again on the way back. */
export const lastQuestion = (): TypedQuestion => question;

export function rememberQuestion(next: TypedQuestion): void {
  question = next;
}

/** Lays a text ready for the form of a need; null once the form has taken it. */
export function handOver(text: string | null): void {
  handedOver = text;
}

export const handedOverText = (): string | null => handedOver;
