import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The packages whose code is in a bundle, by directory: what rolldown says that it put there, not what a manifest says that it could have.
 *
 * @returns each with its directory and its manifest, in the order of names
 */
export function packagesIn(bundle) {
  const modules = Object.values(bundle).flatMap(output => (output.type === 'chunk' ? output.moduleIds : []))
  const directories = new Set(
    modules.map(id => /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/.exec(id)?.[1]).filter(Boolean),
  )
  return [...directories]
    .map(directory => ({ directory, ...JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) }))
    .sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1))
}

/** Ships, beside the bundle, the licence of every package that is in it. */
export const licenses = {
  name: 'licenses',
  generateBundle(_options, bundle) {
    const texts = packagesIn(bundle).map(({ directory, name, version, license }) => {
      const file = readdirSync(directory).find(entry => /^licen[cs]e/i.test(entry))
      if (file === undefined) throw new Error(`${name} ships no licence text`)
      return `${name} ${version} (${license})\n\n${readFileSync(join(directory, file), 'utf8').trim()}\n`
    })
    this.emitFile({ type: 'asset', fileName: 'LICENSES.txt', source: texts.join(`\n${'-'.repeat(80)}\n\n`) })
  },
}
