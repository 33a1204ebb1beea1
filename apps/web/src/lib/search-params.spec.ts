import { describe, expect, it } from 'vitest';
import { readSearchState } from './search-params.ts';
import { readQuery, writeQuery } from './search-string.ts';

describe('the address of the search page', () => {
  it('says the same after it was read and written', () => {
    const address =
      '?q=nuoc+nhiem+man&in=offer&kind=technology&kind=equipment&province=22&trlMin=6&openForInterest=1&sort=newest&exact=1&translate=0&shown=40&save=1';
    expect(readQuery(writeQuery(readSearchState(readQuery(address))))).toEqual(readQuery(address));
  });

  it('leaves out what it does not know or cannot use', () => {
    const state = readSearchState(readQuery('?q=+&kind=spaceship&in=both&trlMin=0&trlMax=ten&sort=price&shown=5000&language=fr&cursor=x'));
    expect(state).toEqual({});
  });

  it('keeps a value that is given twice once', () => {
    expect(readSearchState(readQuery('?sector=IND-BIO&sector=IND-BIO')).sector).toEqual(['IND-BIO']);
  });

  it('compares four listings at most', () => {
    expect(readSearchState(readQuery('?compare=a&compare=b&compare=c&compare=d&compare=e')).compare).toEqual(['a', 'b', 'c', 'd']);
  });

  it('does not write the usual order or the first page', () => {
    expect(readSearchState(readQuery('?sort=relevance&shown=20'))).toEqual({});
  });
});
