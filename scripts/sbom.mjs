import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library'
import { packagesIn } from './bundled-packages.mjs'

const ROOT = join(import.meta.dirname, '..')
const read = file => JSON.parse(readFileSync(join(ROOT, file), 'utf8'))

/**
 * Ships, beside the bundle, a bill of what is in it: CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), with the hash of each package's archive as npm
 * checked it. Without a time and a serial number, so that the same sources give the same bytes.
 */
export const sbom = {
  name: 'sbom',
  generateBundle(_options, bundle) {
    this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: billOf(packagesIn(bundle)) })
  },
}

function billOf(packages) {
  const bom = new Models.Bom()
  const self = component(read('package.json'))
  const locked = read('package-lock.json').packages
  for (const one of packages) {
    const part = component(one)
    const { integrity } = locked[relative(ROOT, one.directory).replaceAll('\\', '/')]
    part.hashes.set(Enums.HashAlgorithm['SHA-512'], hexOf(integrity))
    self.dependencies.add(part.bomRef)
    bom.components.add(part)
  }
  bom.metadata.component = self
  const writer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6))
  return `${writer.serialize(bom, { sortLists: true, space: 1 })}\n`
}

function component({ name, version, license, description }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  return new Models.Component(Enums.ComponentType.Library, name, {
    bomRef: purl,
    version,
    description,
    licenses: new Models.LicenseRepository([new Models.SpdxLicense(license)]),
    purl,
  })
}

/** `sha512-<base64>`, as in a lock file. */
function hexOf(integrity) {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity)
  return Buffer.from(base64, 'base64').toString('hex')
}
