import { printable } from '../report/terminal.ts'
import type { Response } from './response.ts'
import type { Part } from './step.ts'

/** A response for a ticket: a table of what is known, and a task list. */
export function renderMarkdown(responses: readonly Response[]): string {
  return responses.map(one).join('\n---\n\n')
}

function one(response: Response): string {
  const [, key] = response.facts.find(([label]) => label === 'key') ?? []
  const title = key ?? response.provider ?? 'a key'
  return [
    `# Response: ${escaped(title)}`,
    '',
    ...(response.remark === null ? [] : [escaped(response.remark), '']),
    ...(response.facts.length === 0
      ? []
      : ['| | |', '|---|---|', ...response.facts.map(([label, value]) => `| ${label} | ${escaped(value)} |`), '']),
    ...response.steps.flatMap(({ name, title: says, parts }) => {
      const day = response.done.get(name)
      return [
        `- [${day === undefined ? ' ' : 'x'}] **${escaped(says)}** (${name})${day === undefined ? '' : `, done on ${day}`}`,
        ...parts.flatMap(partLines),
      ]
    }),
    '',
  ].join('\n')
}

function partLines({ says, links = [], commands = [] }: Part): string[] {
  return [
    `  ${escaped(says)}`,
    ...links.map(link => `  <${link}>`),
    ...(commands.length === 0
      ? []
      : ['', '  ```sh', ...commands.map(command => `  ${printable(command)}`), '  ```', '']),
  ]
}

/** What Markdown or HTML would act on, taken as it is. Text of the repository cannot become a link, a mention or a tag. */
function escaped(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>()#|!~]/g, '\\$&')
    .replaceAll('@', '&#64;')
}
