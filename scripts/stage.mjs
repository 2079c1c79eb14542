// A temporary directory with real git and the real build, where commands are shown as they are typed, run, and held to how they should end.
import { spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

export const KEYHOOK = resolve(import.meta.dirname, '../dist/keyhook.cjs')

/** A made-up key of the right form, composed only now, so that none stands in any file of this repository. */
function plantedKey(seed) {
  const part = half => createHash('sha512').update(`${seed} ${half}`).digest('base64url').slice(0, 74)
  const marker = Buffer.from('OpenAI').toString('base64')
  return ['sk', 'proj', `${part(1)}${marker}${part(2)}`].join('-')
}

/**
 * @param {(text: string) => void} tell takes the transcript as it grows
 * @param {string} seed of the planted keys; the same one makes the same keys, and fingerprints
 */
export function openStage(tell, seed = randomUUID()) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'keyhook-demo-')))
  const env = {
    PATH: process.env.PATH,
    HOME: root,
    TMPDIR: root,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'You',
    GIT_AUTHOR_EMAIL: 'you@example.com',
    GIT_COMMITTER_NAME: 'You',
    GIT_COMMITTER_EMAIL: 'you@example.com',
  }
  let directory = root
  const planted = []

  function run(typed, expected) {
    // One stream, so that lines come in the order of a terminal.
    const { status, stdout } = spawnSync('sh', ['-c', `exec 2>&1\n${typed}`], { cwd: directory, env, encoding: 'utf8' })
    const said = stdout
    if ((status === 0) !== (expected === 'passes'))
      throw new Error(`"${typed}" should have ended as: ${expected}. It ended with ${status}.\n${said}`)
    return said
  }

  return {
    root,
    env,
    /** Goes to a directory below the root, which is made where it is missing. */
    enter(name) {
      directory = join(root, name)
      mkdirSync(directory, { recursive: true })
    },
    /** Does what is not worth showing. */
    prepare: typed => run(typed, 'passes'),
    /**
     * Shows a command and what it prints; throws unless it ends as expected: 'passes' or 'stopped'.
     * `really` is what runs, where the machine has to be changed around it.
     */
    show(typed, expected = 'passes', really = typed) {
      tell(`\n$ ${typed.replaceAll(KEYHOOK, 'keyhook.cjs')}\n`)
      const said = run(really, expected)
      tell(said)
      return said
    },
    write(file, content, mode) {
      mkdirSync(dirname(join(directory, file)), { recursive: true })
      writeFileSync(join(directory, file), content, { mode })
    },
    /** Writes a line of code with a made-up key in it, and shows that line without the key. */
    plant(file) {
      const line = key => `export const client = new OpenAI({ apiKey: '${key}' })\n`
      const key = plantedKey([seed, relative(root, directory), file].join(' '))
      planted.push(key)
      writeFileSync(join(directory, file), line(key))
      tell(`\n# ${file}, with a made-up key: ${line('…')}`)
    },
    /** Writes a text with a made-up key for `KEY`, and shows it without the key. */
    plantText(file, content, shown = content) {
      const key = plantedKey(seed)
      planted.push(key)
      mkdirSync(dirname(join(directory, file)), { recursive: true })
      writeFileSync(join(directory, file), content.replaceAll(/(?<![A-Z_])KEY(?![A-Z_])/g, key))
      tell(`\n$ cat ${file}\n${shown.replaceAll(/(?<![A-Z_])KEY(?![A-Z_])/g, 'sk-proj-…')}`)
    },
    /** Throws if a text holds eight characters in a row of what is secret in a planted key. */
    refuseLeak(text) {
      for (const key of planted)
        for (let at = 'sk-proj-'.length; at + 8 <= key.length; at++)
          if (text.includes(key.slice(at, at + 8))) throw new Error('a planted key leaked')
    },
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 5 }),
  }
}
