import * as v from 'valibot'

/** Objects of OpenAI's administration API, as far as keyhook reads them: https://platform.openai.com/docs/api-reference/administration */

/** Unix time in seconds. */
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(100_000_000_000))
const id = v.pipe(v.string(), v.regex(/^[\w.:-]{1,200}$/))
const text = v.pipe(v.string(), v.maxLength(2000))

const person = v.object({ id: v.optional(text), name: v.nullish(text), email: v.nullish(text) })

const owner = v.nullish(
  v.object({
    type: v.nullish(text),
    // Of a project key the owner is a part, of an admin key it is this object itself.
    user: v.nullish(person),
    service_account: v.nullish(person),
    name: v.nullish(text),
    id: v.nullish(text),
  }),
)

/** https://platform.openai.com/docs/api-reference/project-api-keys/object and …/admin-api-keys/object */
export const keySchema = v.object({
  id,
  name: v.nullish(text),
  redacted_value: v.nullish(text),
  created_at: seconds,
  last_used_at: v.nullish(seconds),
  expires_at: v.nullish(seconds),
  owner_project_access: v.nullish(text),
  owner,
})

/** https://platform.openai.com/docs/api-reference/projects/object */
export const projectSchema = v.object({ id, name: v.nullish(text), created_at: seconds, status: v.nullish(text) })

/** https://platform.openai.com/docs/api-reference/project-service-accounts/object */
export const serviceAccountSchema = v.object({
  id,
  name: v.nullish(text),
  role: v.nullish(text),
  created_at: v.nullish(seconds),
})

/** https://platform.openai.com/docs/api-reference/usage/costs_object; the value came as a number, and comes as a decimal in a string. */
export const costsSchema = v.object({
  results: v.array(
    v.object({
      amount: v.object({
        value: v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.finite()),
        currency: v.nullish(text),
      }),
      project_id: v.nullish(id),
    }),
  ),
})

/** https://platform.openai.com/docs/api-reference/usage/completions_object and the others of its kind */
export const usageSchema = v.object({
  results: v.array(v.object({ api_key_id: v.nullish(id), num_model_requests: v.nullish(v.number()) })),
})

export const listSchema = v.object({
  data: v.array(v.unknown()),
  has_more: v.nullish(v.boolean()),
  last_id: v.nullish(id),
})

export const pageSchema = v.object({
  data: v.array(v.unknown()),
  has_more: v.nullish(v.boolean()),
  next_page: v.nullish(v.pipe(v.string(), v.maxLength(4000))),
})

export const deletedSchema = v.object({ id, deleted: v.literal(true) })

export type ApiKey = v.InferOutput<typeof keySchema>
export type Project = v.InferOutput<typeof projectSchema>
export type ServiceAccount = v.InferOutput<typeof serviceAccountSchema>
