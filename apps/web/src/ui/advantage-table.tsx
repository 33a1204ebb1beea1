import type { ReactNode } from 'react';

export type AdvantageRow = { metric: string; baseline: string; claim: string; evidence: ReactNode };

type Props = { rows: readonly AdvantageRow[]; heads: { metric: string; baseline: string; claim: string; evidence: string } };

/** Baseline left, claim right and bold, evidence last. */
export function AdvantageTable({ rows, heads }: Props) {
  return (
    <table className="tbl flow">
      <thead>
        <tr>
          <th>{heads.metric}</th>
          <th>{heads.baseline}</th>
          <th>{heads.claim}</th>
          <th>{heads.evidence}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            <th scope="row">{row.metric}</th>
            <td data-l={heads.baseline}>{row.baseline}</td>
            <td data-l={heads.claim}>
              <b>{row.claim}</b>
            </td>
            <td data-l={heads.evidence}>{row.evidence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
