import { type Check, note, type Patient } from './check.ts'

const VARIABLES = ['OPENAI_API_KEY', 'OPENAI_ADMIN_KEY'] as const
/** Where an organisation's monthly budget is set. */
const LIMITS = 'https://platform.openai.com/settings/organization/limits'

/** Where an OpenAI key is used, a budget limits what a leaked one can cost. Names are looked for, values are not read. */
export async function budget({ repository: { git, topLevel } }: Patient): Promise<Check[]> {
  if (topLevel === null) return []
  const { code, stdout } = await git.attempt([
    'grep',
    '--cached',
    '--name-only',
    '-z',
    '--text',
    '--word-regexp',
    '--fixed-strings',
    ...VARIABLES.flatMap(name => ['-e', name]),
  ])
  const files = stdout.toString().split('\0').filter(Boolean)
  if (code !== 0 || files.length === 0) return []
  const more = files.length > 1 ? ` and ${files.length - 1} more` : ''
  return [
    note({
      id: 'budget',
      says: `An OpenAI key is used here (${files[0]}${more}): set a monthly budget near what you expect to spend.`,
      why: 'A key that leaks can then cost no more than that.',
      link: LIMITS,
      files: files.slice(0, 10),
    }),
  ]
}
