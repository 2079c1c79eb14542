/** What there is to know of a provider to ask it about a key, as data: one read-only request that its documentation names, and what its answers mean. */

/** How the key goes along. */
export type Credential =
  | { readonly in: 'header'; readonly name: string; readonly prefix?: string }
  /** HTTP Basic: the key as the user without a password, or as the password of its other half. */
  | { readonly in: 'basic'; readonly as: 'user' | 'password' }
  /** Where `{secret}` stands in the path. */
  | { readonly in: 'path' }
  /** The request is signed with it (AWS Signature Version 4), and the key itself is not sent. */
  | { readonly in: 'signature'; readonly service: string; readonly region: string }

/** What has to stand in an answer; `field` is a path such as `error.code`, and `data.0.id` for the first of a list. */
export interface Condition {
  readonly field: string
  /** The type it has to be of; of any value if neither this nor `is` is given. */
  readonly type?: 'string' | 'number' | 'array' | 'object'
  /** The values it may have. */
  readonly is?: readonly (string | number | boolean)[]
  /** For words in a message, where the provider gives no code. */
  readonly like?: RegExp
}

export type Status = 'live' | 'revoked' | 'unknown'

/** One row of what answers mean; the first that fits counts. An answer that fits none leaves it unknown. */
export interface Meaning {
  readonly status: number
  readonly where?: Condition
  readonly means: Status
  /** For `unknown`: why. For `live`: what is to be known of it. */
  readonly why?: string
}

/** Something to tell of a key, out of an answer. */
export interface Fact {
  readonly called: string
  /** A path in the body, as in `Condition`. */
  readonly field?: string
  readonly header?: string
  /** Whether the list there is only counted. */
  readonly counted?: true
}

export interface Probe {
  /** Unique, kebab-case. */
  readonly id: string
  /** As people write it; names the variable `KEYHOOK_<PROVIDER>_BASE_URL`. */
  readonly provider: string
  /** The rules whose keys it is for. */
  readonly rules: readonly string[]
  /** `https://` and the host. */
  readonly origin: string
  readonly method: 'GET' | 'POST'
  /** May hold `{partner}`, the half that is no secret. */
  readonly path: string
  readonly credential: Credential
  /** The other half, where the request needs it. */
  readonly partner?: { readonly called: string; readonly pattern: RegExp }
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly answersIn?: 'xml'
  readonly meanings: readonly Meaning[]
  /** Whose it is. */
  readonly owner: readonly Fact[]
  /** What it may do. */
  readonly permissions: readonly Fact[]
  /** Why a key that the provider's own host does not know may be live all the same: it may be another host's. */
  readonly elsewhere?: string
  /** Where all this was learned. */
  readonly documentation: string
}

/** A key is live where the answer is 200 and holds this. */
export function live(field: string, type: NonNullable<Condition['type']>): Meaning {
  return { status: 200, where: { field, type }, means: 'live' }
}

/** The provider does not accept the key. */
export const REFUSED: Meaning = { status: 401, means: 'revoked' }

/** The provider knows the key, but it may not do what was asked. A bare 403 says less: it may come from anything on the way. */
export function limited(where: Condition): Meaning {
  return { status: 403, where, means: 'live', why: 'it may not read what was asked for' }
}

export const BEARER: Credential = { in: 'header', name: 'authorization', prefix: 'Bearer ' }
