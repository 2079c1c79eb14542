// A provider on this machine for the pages about verify, rotate and account: it answers as the providers document. Runs in a thread of its own, since
// what asks it is waited for.
import { createServer } from 'node:http'
import { parentPort } from 'node:worker_threads'

const DAY = 86_400
const NOW = Math.floor(Date.now() / 1000)
/** Keys that were revoked while it ran. */
const revoked = new Set()

const owner = { type: 'user', user: { id: 'user_ann', name: 'Ann', email: 'ann@acme.example' } }
const key = (id, name, days, used, more = {}) => ({
  id,
  name,
  redacted_value: 'sk-…',
  created_at: NOW - days * DAY,
  last_used_at: used === null ? null : NOW - used * DAY,
  owner,
  ...more,
})
const robot = { owner: { type: 'service_account', service_account: { id: 'svc_deploy', name: 'Deployer' } } }
const list = data => ({ object: 'list', data, last_id: data.at(-1)?.id, has_more: false })
const page = results => ({ object: 'page', data: [{ object: 'bucket', results }], has_more: false, next_page: null })
const cost = (project_id, value) => ({ amount: { value, currency: 'usd' }, project_id })

const organization = {
  '/v1/organization/projects': list([
    { id: 'proj_web', name: 'Website', created_at: NOW - 500 * DAY, status: 'active' },
    { id: 'proj_lab', name: 'Lab', created_at: NOW - 90 * DAY, status: 'active' },
  ]),
  '/v1/organization/projects/proj_web/api_keys': list([
    key('key_chat', 'chat', 40, 0),
    key('key_all', 'everything', 410, 0),
  ]),
  '/v1/organization/projects/proj_lab/api_keys': list([key('key_try', 'try-out', 60, null, robot)]),
  '/v1/organization/projects/proj_web/service_accounts': list([]),
  '/v1/organization/projects/proj_lab/service_accounts': list([{ id: 'svc_deploy', name: 'Deployer' }]),
  '/v1/organization/admin_api_keys': list([key('key_admin', 'audit', 12, 0, { owner: { name: 'Ann' } })]),
  '/v1/organization/costs': page([cost('proj_web', 112.4), cost('proj_lab', 3.5)]),
  '/v1/organization/usage/completions': page([
    { api_key_id: 'key_chat', num_model_requests: 9 },
    { api_key_id: 'key_all', num_model_requests: 5 },
  ]),
  '/v1/organization/usage/embeddings': page([{ api_key_id: 'key_all', num_model_requests: 7 }]),
}

const ARN = '<Arn>arn:aws:iam::123456789012:user/deploy</Arn><Account>123456789012</Account>'

createServer((request, answer) => {
  const { pathname } = new URL(request.url, 'http://x')
  const json = (status, body, headers = {}) => {
    answer.writeHead(status, { 'content-type': 'application/json', ...headers })
    answer.end(JSON.stringify(body))
  }
  if (pathname === '/v1/models') {
    if (revoked.has(request.headers.authorization))
      return json(401, { error: { message: 'Incorrect API key provided', code: 'invalid_api_key' } })
    return json(200, { object: 'list', data: [{ id: 'm1' }, { id: 'm2' }] }, { 'openai-organization': 'acme' })
  }
  if (pathname === '/user') return json(401, { message: 'Bad credentials' })
  if (pathname === '/v3/scopes') return json(429, {}, { 'retry-after': '3600' })
  if (pathname === '/') return answer.writeHead(200, { 'content-type': 'text/xml' }).end(`<Result>${ARN}</Result>`)
  if (request.method === 'DELETE') return json(200, { id: pathname.split('/').at(-1), deleted: true })
  if (pathname in organization) return json(200, organization[pathname])
  if (pathname.startsWith('/v1/organization/usage/')) return json(200, page([]))
  json(404, {})
}).listen(0, '127.0.0.1', function () {
  parentPort.postMessage(this.address().port)
})

parentPort.on('message', secret => revoked.add(`Bearer ${secret}`))
