import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

/**
 * Fills the holes of a shape, `<alphabet:length>` or `<alphabet:least-most>`, so that no fake secret stands in the tree.
 * An alphabet of one character is itself: `<-:5>`. Some holes are computed: `<crc32:6>` (GitHub, npm), `<crc32-36:7>` (GitLab) and
 * `<crc32-16:8>` (Cloudflare) from what stands before them, `<jwt:43>`, a whole token whose signature has that length,
 * `<basic:24>`, a user with a password of that length in base64, and `<encoded:24>`, letters and digits of that number in base64.
 */

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const ALPHABETS: Readonly<Record<string, string>> = {
  lower: LOWER,
  upper: UPPER,
  letters: LOWER + UPPER,
  digits: DIGITS,
  alnum: LOWER + UPPER + DIGITS,
  b64: `${LOWER}${UPPER}${DIGITS}+/`,
  b64url: `${LOWER}${UPPER}${DIGITS}-_`,
  base32: `${UPPER}234567`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  hex: `${DIGITS}abcdef`,
  HEX: `${DIGITS}ABCDEF`,
}
const BASE62 = DIGITS + UPPER + LOWER
const HOLE = /<([^<>]|[A-Za-z0-9-]+):(\d+)(?:-(\d+))?>/g

/** A stream of pseudo-random numbers below `limit`, always the same for a seed. */
function createRandom(seed: string): (limit: number) => number {
  let block = 0
  let pool: number[] = []
  return limit => {
    if (pool.length === 0) {
      const digest = createHash('sha256').update(`${seed}\0${block++}`).digest()
      pool = Array.from({ length: 8 }, (_, index) => digest.readUInt32BE(index * 4))
    }
    return (pool.pop() ?? 0) % limit
  }
}

function base62(number: number): string {
  let digits = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / 62)) digits = BASE62[rest % 62] + digits
  return digits
}

function draw(alphabet: string, length: number, random: (limit: number) => number): string {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('')
}

function token(signature: string, random: (limit: number) => number): string {
  const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = {
    sub: draw(BASE62, 12, random),
    iss: 'https://id.acme.dev',
    iat: 1700000000 + random(1e6),
    scope: 'all',
  }
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}.${signature}`
}

/** The text of a shape with its holes filled. Equal seeds give equal texts; KEYHOOK_SHAPE_SALT gives others. */
export function fill(shape: string, seed = shape): string {
  const random = createRandom(`${process.env['KEYHOOK_SHAPE_SALT'] ?? ''}\0${seed}`)
  let text = ''
  let position = 0
  for (const hole of shape.matchAll(HOLE)) {
    const [whole, name = '', least = '0', most] = hole
    const length = Number(least) + (most === undefined ? 0 : random(Number(most) - Number(least) + 1))
    const alphabet = name.length === 1 ? name : ALPHABETS[name]
    if (alphabet === undefined && !/^(?:crc32(?:-[13]6)?|jwt|basic|encoded)$/.test(name)) continue
    text += shape.slice(position, hole.index)
    position = hole.index + whole.length
    if (name === 'crc32') text += base62(crc32(/[A-Za-z0-9]*$/.exec(text)?.[0] ?? '')).padStart(length, '0')
    else if (name === 'crc32-36')
      text += crc32(/[\w.-]*$/.exec(text)?.[0] ?? '')
        .toString(36)
        .padStart(length, '0')
    else if (name === 'crc32-16')
      text += crc32(/[A-Za-z0-9]*$/.exec(text)?.[0] ?? '')
        .toString(16)
        .padStart(length, '0')
    else if (name === 'basic')
      text += Buffer.from(`deploy:${draw(ALPHABETS['alnum'] ?? '', length, random)}`).toString('base64')
    else if (name === 'encoded') text += Buffer.from(draw(ALPHABETS['alnum'] ?? '', length, random)).toString('base64')
    else if (name === 'jwt') text += token(draw(ALPHABETS['b64url'] ?? '', length, random), random)
    else text += draw(alphabet ?? '', length, random)
  }
  return text + shape.slice(position)
}
