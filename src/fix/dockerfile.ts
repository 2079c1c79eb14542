import { fixCode } from './code.ts'
import { shell } from './languages/shell.ts'
import { type Fixes, type Refusal, refusal, type Site, type SourceFile, type Way } from './plan-types.ts'

export const DOCKERFILE = /(?:^|\/)(?:[\w.-]*\.)?(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$/i

/** An instruction with the lines that it goes on over. */
const INSTRUCTION = /^[ \t]*([A-Za-z]+)[ \t]+(?:[^\n\\]|\\(?:\r?\n|[^\n]))*/gm

/** What an image is built with stays in it: values are handed over when it runs, or while one step runs. */
export function fixDockerfile(file: SourceFile): Fixes {
  const ways: Way[] = []
  const refusals: Refusal[] = []
  const instructions = [...file.text.matchAll(INSTRUCTION)]
  for (const site of file.sites) {
    const match = instructions.find(({ index, 0: whole }) => index <= site.start && site.end <= index + whole.length)
    const found = match === undefined ? refusal(site, 'it stands in no instruction') : fixInstruction(file, site, match)
    if ('why' in found) refusals.push(found)
    else ways.push(found)
  }
  return { ways, refusals }
}

function fixInstruction(file: SourceFile, site: Site, match: RegExpExecArray): Way | Refusal {
  switch (match[1]?.toUpperCase()) {
    case 'ENV':
      return fixEnvironment(file, site, match)
    case 'RUN':
      return fixRun(file, site, match)
    case 'ARG':
      return refusal(site, 'what is given as a build argument stays in the history of the image', [
        'RUN --mount=type=secret,id=API_KEY,env=API_KEY …',
      ])
    default:
      return refusal(site, 'what stands in an image can be read by all who have it', [
        'Hand it over when it runs: docker run --env-file .env …',
      ])
  }
}

const PAIR = /([A-Za-z_]\w*)=(?:"(?:\\.|[^"\\])*"|'[^']*'|(?:\\.|[^\s\\"'])*)/g

/** The variable is set when the container runs, so its line goes; or, of several, its part of the line. */
function fixEnvironment({ text }: SourceFile, site: Site, match: RegExpExecArray): Way | Refusal {
  const { index, 0: instruction } = match
  const pairs = [...instruction.matchAll(PAIR)]
  const pair = pairs.find(one => index + one.index <= site.start && site.end <= index + one.index + one[0].length)
  const old = /^[ \t]*ENV[ \t]+([A-Za-z_]\w*)[ \t]+\S/i.exec(instruction)
  const name = pair?.[1] ?? old?.[1]
  if (name === undefined) return refusal(site, 'this ENV could not be read')
  const { start, end, value } = site
  const isAlone = pair === undefined || pairs.length === 1
  const from = isAlone ? index : index + (pair?.index ?? 0)
  const until = isAlone ? index + instruction.length : from + (pair?.[0].length ?? 0)
  const space = isAlone ? 0 : (/^(?:[ \t]|\\\r?\n)+/.exec(text.slice(until))?.[0].length ?? 0)
  const isLast = !isAlone && space === 0
  const before = isLast ? (/(?:[ \t]|\\\r?\n)+$/.exec(text.slice(0, from))?.[0].length ?? 0) : 0
  return {
    holdings: [{ site, value, start, end, name, isFixed: true }],
    edits: ([variable = '']) => [
      isAlone
        ? { start: from, end: until, text: `# ${variable} is set when the container runs: docker run --env-file .env` }
        : { start: from - before, end: until + space, text: '' },
    ],
    says: () => ['Hand it over when the container runs:', '    docker run --env-file .env IMAGE'],
  }
}

/** A secret of the build is there while one step runs, and in no layer. */
function fixRun(file: SourceFile, site: Site, match: RegExpExecArray): Way | Refusal {
  const { index, 0: instruction } = match
  const text = file.text.slice(0, index).replace(/[^\n]/g, ' ') + instruction
  const { ways, refusals } = fixCode({ path: file.path, text, sites: [site] }, shell)
  const [way] = ways
  if (way === undefined) return refusals[0] ?? refusal(site, 'this RUN could not be read')
  const at = index + (/^[ \t]*RUN[ \t]+/i.exec(instruction)?.[0].length ?? 0)
  return {
    ...way,
    edits: names => {
      const [name = ''] = names
      const mount = `--mount=type=secret,id=${name},env=${name} `
      const isThere = instruction.includes(mount.trim())
      return [...(isThere ? [] : [{ start: at, end: at, text: mount }]), ...way.edits(names)]
    },
    says: ([name = '']) => ['Build with it:', `    docker build --secret id=${name} .`],
  }
}
