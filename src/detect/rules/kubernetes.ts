import type { Rule } from '../../types.ts'

/** An entry of `data:` in a manifest: only lines that are further in stand between the two. */
const IN_DATA = String.raw`(?<=(?:^|\n)[ \t]{0,12}["']?data["']?:[ \t]{0,4}\r?\n(?:[ \t]{1,24}[^\s][^\n]{0,600}\n|[ \t]{0,24}\r?\n){0,24})`
const KIND = String.raw`kind["']?:[ \t]{1,4}["']?Secret["']?(?=[\s,])`
const SAME_DOCUMENT = String.raw`(?:(?!\n---)[^\0])`
/** How an entry opens; asked for before what looks far around, which no text may have asked for at each of its bytes. */
const OPENS = String.raw`(?=[ \t]{1,24}["']?[\w.-]{1,80}["']?:[ \t])`
const BEFORE = `${KIND}${SAME_DOCUMENT}{0,1500}?\\n${OPENS}`
const ENTRY = String.raw`[ \t]{1,24}["']?[\w.-]{1,80}["']?:[ \t]{1,4}["']?(?<secret>[A-Za-z0-9+/]{8,2000}={0,2})(?=["']?[ \t]{0,40}(?:\r?\n|$))`

export const kubernetes = [
  {
    id: 'kubernetes-secret',
    provider: 'Kubernetes',
    title: 'Entry of a Kubernetes Secret',
    severity: 'high',
    keywords: ['kind: Secret', 'kind: "Secret', "kind: 'Secret", '"kind": "Secret'],
    // The first entry behind the kind, then the others: the manifest's order is not fixed.
    pattern: new RegExp(
      `(?:${BEFORE}|(?<=\\n)${OPENS}(?:(?<=${KIND}${SAME_DOCUMENT}{0,2500}\\n)|(?=${SAME_DOCUMENT}{0,1500}${KIND})))${IN_DATA}${ENTRY}`,
      'i',
    ),
    multiline: true,
    reach: 3500,
    guessable: true,
    checks: ['encoded-secret'],
    examples: [
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: app\ndata:\n  password: <encoded:24>\n',
      'kind: Secret\ndata:\n  username: YXBw\n  token: "<encoded:40>"\n',
    ],
    counterexamples: [
      'kind: Secret\ndata:\n  password: Y2hhbmdlbWU=\n',
      'kind: ConfigMap\ndata:\n  password: <encoded:24>\n',
      'kind: Secret\nstringData:\n  note: documentation\n',
      'kind: Secret\nmetadata:\n  uid: <encoded:24>\n',
    ],
    help: 'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
    source: 'https://kubernetes.io/docs/concepts/configuration/secret/',
    variable: 'PASSWORD',
  },
] satisfies Rule[]
