/**
 * The rows of a comma-separated text (RFC 4180): quoted cells may hold commas, line ends and doubled quotes; CRLF and LF both end a row;
 * a byte-order mark at the start and empty rows are skipped. Throws a SyntaxError that names the row when a quote is never closed.
 */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = (): void => {
    row.push(cell);
    cell = '';
  };
  const endRow = (): void => {
    endCell();
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  };
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '') quoted = true;
    else if (sign === ',') endCell();
    else if (sign === '\n') endRow();
    else if (sign !== '\r' || text.charAt(at + 1) !== '\n') cell += sign;
  }
  if (quoted) throw new SyntaxError(`row ${rows.length + 1}: a quoted cell is never closed`);
  if (cell !== '' || row.length > 0) endRow();
  return rows;
}

/** The rows of a comma-separated text as records by the names of its first row; missing cells are empty. */
export function parseCsvRecords(text: string): Record<string, string>[] {
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(head.map((name, index) => [name, row[index] ?? ''])));
}
