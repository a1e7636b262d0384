/** Whether a driver's rows are objects. Their type is the query's claim: Kysely derived it from the schema. */
export function areRows<Row>(rows: readonly unknown[]): rows is Row[] {
  return rows.every((row) => typeof row === 'object' && row !== null);
}
