/** How often a property is tried: as often as every run can bear, or with `SPEC_LONG=1` as often as a night can. */
export function runs(usual: number, long: number): number {
  return process.env['SPEC_LONG'] === '1' ? long : usual;
}
