import { spawn } from 'node:child_process'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Server as NetServer, Socket } from 'node:net'
import { type Ended, KEYHOOK, type Options, type Repo } from './repo.ts'

/** A request as a provider of the tests got it. */
export interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Handler = (got: Got, answer: ServerResponse, socket: Socket) => void

export interface Provider {
  readonly url: string
  readonly got: Got[]
  close(): Promise<void>
}

/** A provider on this machine that answers as the handler says. */
export async function startProvider(handler: Handler): Promise<Provider> {
  const got: Got[] = []
  const server = createServer((request, answer) => {
    let body = ''
    request.on('data', chunk => (body += chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      got.push({ method, url, headers, body })
      handler({ method, url, headers, body }, answer, request.socket)
    })
  })
  return { url: `http://127.0.0.1:${await listening(server)}`, got, close: () => closed(server) }
}

/** Starts a server on a port that is free. */
export function listening(server: NetServer): Promise<number> {
  return new Promise(settle => server.listen(0, '127.0.0.1', () => settle((server.address() as AddressInfo).port)))
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise(settle => server.close(() => settle()))
}

/** An answer in JSON. */
export function json(
  answer: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  answer.writeHead(status, { 'content-type': 'application/json', ...headers })
  answer.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** As `Repo.keyhook`, while servers of this process go on answering. */
export function keyhookWith(repo: Repo, args: readonly string[], options: Options = {}): Promise<Ended> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [KEYHOOK, ...args], {
      cwd: options.cwd ?? repo.dir,
      env: repo.env(options.env),
    })
    let stdout = ''
    let stderr = ''
    child.stdout.on('data', chunk => (stdout += chunk))
    child.stderr.on('data', chunk => (stderr += chunk))
    child.on('error', reject)
    child.on('close', code => settle({ code: code ?? -1, stdout, stderr, all: stdout + stderr }))
    child.stdin.end(options.input ?? '')
  })
}
