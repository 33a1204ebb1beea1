import type { readClassification } from '@ketnoi/contracts/classifications';
import type { Output } from '@ketnoi/contracts/endpoint';
import { fold } from '@ketnoi/language/fold';

export type Province = Output<typeof readClassification>['items'][number];

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []);

/** Names of before July 2025 of what is a part of this province now, other than its own. */
export const oldNames = ({ extra, label }: Province): string[] => listOf(extra?.['oldNames']).filter((one) => one !== label.vi);

/** The code of today for a code or a name of today or of before July 2025; what no province is called stays as it is. */
export function codeOfToday(named: string, provinces: readonly Province[]): string {
  const name = fold(named);
  const found =
    provinces.find((one) => one.code === named) ??
    provinces.find(
      (one) =>
        listOf(one.extra?.['oldCodes']).includes(named) ||
        [one.label.vi, one.label.en, ...oldNames(one)].some((each) => fold(each) === name),
    );
  return found?.code ?? named;
}
