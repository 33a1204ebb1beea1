import { readClassification } from '@ketnoi/contracts/classifications';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useCall } from '../../lib/api.ts';
import type { SearchState } from '../../lib/search-params.ts';
import { paths } from '../../paths.ts';
import { codeOfToday } from './old-provinces.ts';
import { changed } from './state.ts';

const NAMES_MILLIS = 600_000;

/** An address that names a province of before July 2025 becomes the address of the province of today, so that filters and chips say the same. */
export function TodaysProvinces({ state }: { state: SearchState }) {
  const navigate = useNavigate();
  const { data } = useCall(readClassification, { params: { name: 'province' } }, { staleMillis: NAMES_MILLIS });
  useEffect(() => {
    const named = state.province ?? [];
    const today = [...new Set(named.map((one) => codeOfToday(one, data?.items ?? [])))];
    if (data === undefined || today.join() === named.join()) return;
    void navigate({ to: paths.search, search: changed(state, { province: today }), replace: true, resetScroll: false });
  }, [data, state, navigate]);
  return null;
}
