/** Values of standards, which half the world's documentation repeats. They are nobody's. */
const OF_STANDARDS: ReadonlySet<string> = new Set([
  // https://www.rfc-editor.org/rfc/rfc6749 (OAuth 2.0)
  '2YotnFZFEjr1zCsicMWpAA',
  'tGzv3JOkF0XG5Qx2TlKWIA',
  'czZCaGRSa3F0MzpnWDFmQmF0M2JW',
  'czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3',
  '7Fjfp0ZBr1KtDRbnfVdmIw',
  'SplxlOBeZQQYbYS6WxSbIA',
  // https://www.rfc-editor.org/rfc/rfc6750 (bearer tokens)
  'mF_9.B5f-4.1JqM',
  // https://www.rfc-editor.org/rfc/rfc5849 (OAuth 1.0)
  'dpf43f3p2l4k3l03',
  'kkk9d7dh3k39sjv7',
  'hh5s93j4hdidpola',
  // https://www.rfc-editor.org/rfc/rfc7617 (basic authentication)
  'QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
  'dGVzdDoxMjPCow==',
])

/** Whether a value is one of the examples of a standard. */
export function isOfStandard(value: string): boolean {
  return OF_STANDARDS.has(value)
}
