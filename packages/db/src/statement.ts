import type { Compilable, CompiledQuery } from 'kysely';
import type { Db } from './database.ts';

class Argument {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

type Build<Args, Row> = (db: Db, arg: <Key extends keyof Args & string>(key: Key) => Args[Key]) => Compilable<Row>;

/**
 * A query compiled once and run many times: `build` is called on first use with placeholders for its arguments, afterwards only the
 * values change. Saves Kysely's compilation on hot paths; use it where the text of the query does not depend on the input.
 * @returns a query function `(db, args) -> rows`.
 */
export function statement<Args extends object, Row>(build: Build<Args, Row>): (db: Db, args: Args) => Promise<Row[]> {
  let compiled: CompiledQuery<Row> | undefined;
  return async (db, args) => {
    compiled ??= build(db, (key) => new Argument(key) as unknown as Args[typeof key]).compile();
    const parameters = compiled.parameters.map((one) => (one instanceof Argument ? args[one.key as keyof Args] : one));
    const query: CompiledQuery<Row> = { ...compiled, parameters };
    const result = await db.executeQuery<Row>(query);
    return result.rows;
  };
}
