/** What a provider answered, as far as it could be read; a hostile one may answer anything. */
export type Body = Readonly<Record<string, unknown>> | null

/**
 * The body as an object: of JSON, or of an XML answer its leaves by their names.
 *
 * @returns null where it is something else, such as the page of a proxy
 */
export function parseBody(text: string, form: 'json' | 'xml'): Body {
  if (form === 'xml') return leavesOf(text)
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

/** AWS answers in XML of one depth that matters: `<Arn>…</Arn>`. */
function leavesOf(text: string): Body {
  const leaves = [...text.matchAll(/<([A-Za-z]{1,40})>([^<>]{1,2048})<\/\1>/g)]
  return leaves.length === 0 ? null : Object.fromEntries(leaves.map(([, name, value]) => [name, value]))
}

/** What stands at a path such as `data.0.id`; undefined where nothing does. */
export function fieldOf(body: Body, path: string): unknown {
  let value: unknown = body
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined
    value = Object.getOwnPropertyDescriptor(value, part)?.value
  }
  return value
}

export function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array'
  return value === null ? 'null' : typeof value
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
