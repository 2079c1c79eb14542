import { type Base, below } from '../network/base-url.ts'
import type { Request } from '../network/client.ts'
import type { Probe } from './probe.ts'

/** A key as it is sent. Both halves hold one character a byte. */
export interface Credentials {
  readonly secret: string
  /** The half that is no secret; null where the probe needs none. */
  readonly partner: string | null
}

/** The request that asks about a key. What it holds must reach no output. */
export async function requestFor(probe: Probe, base: Base, { secret, partner }: Credentials): Promise<Request> {
  const { method, credential, body } = probe
  const path = probe.path
    .replace('{partner}', () => encodeURIComponent(partner ?? ''))
    .replace('{secret}', () => encodeURIComponent(secret).replaceAll('%3A', ':'))
  const url = below(base, path)
  const headers = { ...probe.headers }
  const whole = body === undefined && method === 'POST' ? '' : body
  const request = { method, url, headers, ...(whole !== undefined && { body: whole }) }
  switch (credential.in) {
    case 'header':
      return { ...request, headers: { ...headers, [credential.name]: (credential.prefix ?? '') + secret } }
    case 'basic':
      return { ...request, headers: { ...headers, authorization: basic(credential.as, secret, partner ?? '') } }
    case 'path':
      return request
    case 'signature':
      return { ...request, headers: { ...headers, ...(await signed(request, credential, secret, partner ?? '')) } }
  }
}

function basic(as: 'user' | 'password', secret: string, partner: string): string {
  const pair = as === 'user' ? `${secret}:` : `${partner}:${secret}`
  return `Basic ${Buffer.from(pair, 'latin1').toString('base64')}`
}

/** AWS Signature Version 4: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html */
async function signed(
  { method, url, headers, body }: Request,
  { service, region }: { readonly service: string; readonly region: string },
  secret: string,
  partner: string,
): Promise<Record<string, string>> {
  const { AwsV4Signer } = await import('aws4fetch')
  const signer = new AwsV4Signer({
    method,
    url: url.href,
    headers,
    ...(body !== undefined && { body }),
    accessKeyId: partner,
    secretAccessKey: secret,
    service,
    region: /^sts\.([a-z]{2}-[a-z-]+-\d)\.amazonaws\.com/.exec(url.hostname)?.[1] ?? region,
  })
  const { headers: all } = await signer.sign()
  return Object.fromEntries([...all].filter(([name]) => name !== 'host'))
}
