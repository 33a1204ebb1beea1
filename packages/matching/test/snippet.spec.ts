import { expect, it } from 'vitest';
import { around, sentenceSnippet } from '../src/snippet.ts';

const pictures = '😀'.repeat(200);

it('cuts no character of two units in half, wherever a text is cut', () => {
  for (const before of ['', 'x']) {
    expect(sentenceSnippet(before + pictures).text.isWellFormed()).toBe(true);
    const text = `${before}${pictures}x water${pictures}`;
    const at = text.indexOf('water');
    for (const start of [at, at - 2]) {
      const snippet = around(text, [[start, at + 5]]);
      const [from, to] = snippet?.ranges[0] ?? [0, 0];
      expect(snippet?.text.isWellFormed()).toBe(true);
      expect(snippet?.text.slice(from, to)).toBe(text.slice(start, at + 5));
    }
  }
});
