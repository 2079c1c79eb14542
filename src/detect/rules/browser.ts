import type { Rule } from '../../types.ts'

/** The option of the OpenAI and Anthropic libraries, and of those generated alike, without which they refuse to hold a key in a browser. */
export const keyInBrowser = {
  id: 'key-in-browser',
  provider: 'browser',
  title: 'Client that holds its key in the browser',
  severity: 'low',
  sign: 'content',
  keywords: ['dangerouslyAllowBrowser', 'dangerously_allow_browser', 'dangerous-direct-browser-access'],
  pattern:
    /(?<![\w])(?<secret>(?:dangerously_?allow_?browser|anthropic-dangerous-direct-browser-access)(?:["'`\]]{0,2}[ \t]{0,4}(?::|=|,)[ \t]{0,4}["'`{]?[ \t]{0,2}(?:true|!0)|(?=[ \t]{0,4}\/?>)))(?!\w)/i,
  checks: ['ships-to-users'],
  examples: [
    'new OpenAI({ apiKey, dangerouslyAllowBrowser<::1> true })',
    '<Chat dangerouslyAllowBrowser=<{:1>true} apiKey={key} />',
    'dangerously_allow_browser<=:1>True',
    "'anthropic-dangerous-direct-browser-access'<::1> 'true'",
  ],
  counterexamples: [
    'dangerouslyAllowBrowser: false',
    'dangerouslyAllowBrowser?: boolean',
    'dangerouslyAllowBrowser = readEnv("X")',
    'Never set dangerouslyAllowBrowser in production.',
  ],
  help: 'https://help.openai.com/en/articles/5112595-best-practices-for-api-key-safety',
  source: 'https://github.com/openai/openai-node#requirements',
} satisfies Rule
