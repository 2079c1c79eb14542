import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv, type ErrorObject } from 'ajv'
import draft4 from 'ajv-draft-04'
import formats from 'ajv-formats'
import { inject } from 'vitest'

const OPTIONS = { strict: false, allErrors: true, unicodeRegExp: false }

/** What is wrong with a value; nothing where it is as the schema wants it. */
type Faults = (value: unknown) => readonly ErrorObject[]

function compiled(ajv: Ajv, schema: object): Faults {
  formats.default(ajv)
  const validate = ajv.compile(schema)
  return value => (validate(value) ? [] : (validate.errors ?? []))
}

/** SARIF 2.1.0, by the schema that its makers publish in a package of their own. */
export const sarifFaults = compiled(
  new draft4.default(OPTIONS),
  createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json'),
)

/** keyhook's own JSON, by the schema in the package. */
export const reportFaults = compiled(
  new Ajv({ ...OPTIONS, strict: true, strictTypes: false, strictRequired: false }),
  JSON.parse(readFileSync(join(inject('package'), 'schema/report.schema.json'), 'utf8')),
)
