import type { Compilable, CompiledQuery } from 'kysely';
import type pg from 'pg';
import { namedQuery, directOf, type Db } from './database.ts';

class Argument {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

type Build<Args, Row> = (db: Db, arg: <Key extends keyof Args & string>(key: Key) => Args[Key]) => Compilable<Row>;

const camelCase = (name: string): string => name.replaceAll(/_([a-z0-9])/gu, (_whole, sign: string) => sign.toUpperCase());

/** Rows as objects under their names in TypeScript; the names are worked out once for a statement. */
function named<Row>(result: pg.QueryArrayResult, names: string[]): Row[] {
  if (names.length === 0) names.push(...result.fields.map((field) => camelCase(field.name)));
  return result.rows.map((values: unknown[]) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index += 1) row[names[index] ?? ''] = values[index];
    return row as Row;
  });
}

/**
 * A query compiled once and run many times: `build` is called on first use with placeholders for its arguments, afterwards only the
 * values change. It goes to the connection directly, past the query builder. Use it where the text of the query does not depend on the input.
 * @returns a query function `(db, args) -> rows`.
 */
export function statement<Args extends object, Row>(build: Build<Args, Row>): (db: Db, args: Args) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  const names: string[] = [];
  return async (db, args) => {
    compiled ??= build(db, (key) => new Argument(key) as unknown as Args[typeof key]).compile();
    const parameters = compiled.parameters.map((one) => (one instanceof Argument ? args[one.key as keyof Args] : one));
    const direct = directOf(db);
    if (direct !== undefined) {
      const query = { ...namedQuery(compiled.sql, parameters), rowMode: 'array' as const };
      return named<Row>(await direct.query(query), names);
    }
    const query: CompiledQuery<Row> = { ...compiled, parameters };
    return (await db.executeQuery<Row>(query)).rows;
  };
}
