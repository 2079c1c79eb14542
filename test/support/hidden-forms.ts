/** How a text may be written so that it does not stand there as it is. */

function each(text: string, write: (code: string) => string): string {
  return [...Buffer.from(text, 'latin1')].map(byte => write(byte.toString(16).padStart(2, '0'))).join('')
}

/** The first long word in two or three pieces. */
function broken(text: string, glue: string, pieces: 2 | 3 = 3): string {
  return text.replace(/[\w.+/=-]{20,}/, word => {
    const at = Math.floor(word.length / 2)
    const second = pieces === 3 ? at + Math.floor(word.length / 4) : word.length
    return [word.slice(0, at), word.slice(at, second), word.slice(second)].slice(0, pieces).join(glue)
  })
}

export const HIDDEN_FORMS: Readonly<Record<string, (text: string) => string>> = {
  'in base64': text => Buffer.from(text, 'latin1').toString('base64'),
  'in base64, one byte on': text => Buffer.from(`"${text}"`, 'latin1').toString('base64'),
  'in base64, two bytes on': text => Buffer.from(`{"${text}"}\n`, 'latin1').toString('base64'),
  'in base64 of addresses': text => Buffer.from(`key=${text}`, 'latin1').toString('base64url'),
  'in an address': text => encodeURIComponent(text),
  'in an address, with every byte escaped': text => each(text, code => `%${code}`),
  'in an address, with needless escapes': text =>
    text.replace(/[-_.]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`),
  'in JSON': text => JSON.stringify(`\n${text}\n`).replaceAll('/', '\\/'),
  'in JSON, with every character escaped': text => `"${each(text, code => `\\u00${code}`)}"`,
  'in a program, with every byte escaped': text => `"${each(text, code => `\\x${code}`)}"`,
  'in JSON, with needless escapes': text => text.replace(/[-_]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`),
  'in pieces that are added': text => `"${broken(text, '" + "')}"`,
  'in pieces, one a line': text => `'${broken(text, "' +\n    '")}'`,
  'in pieces side by side': text => `("${broken(text, '"\n  "')}")`,
  'in pieces of PHP': text => `'${broken(text, "' . '")}'`,
  'folded over lines': text => `key: >-\n  ${broken(text, '\n  ', 2)}`,
  'with lines continued': text => `export KEY=${broken(text, '\\\n')}`,
}
