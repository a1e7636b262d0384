/** The plural forms of a message; `#` stands for the number. A language names the forms it has. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/**
 * Picks the plural form that a language wants:
 *
 *     const count = counter('de');
 *     people: ({ n }: { n: number }) => count(n, { one: 'eine Person', other: '# Personen' }),
 */
export function counter(language: string): (n: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat(language);
  return (n, forms) => (forms[rules.select(n)] ?? forms.other).replaceAll('#', figures.format(n));
}
