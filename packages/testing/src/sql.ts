/** Lets a spec look into its database as no product code may. */
export { sql } from 'kysely';
