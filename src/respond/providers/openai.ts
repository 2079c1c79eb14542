import type { Provider } from './provider.ts'

/** Which names all of the pages below. */
const ARTICLE = 'https://help.openai.com/en/articles/8304786-how-can-i-keep-my-openai-accounts-secure'

export const openai: Provider = {
  name: 'OpenAI',
  aliases: ['chatgpt'],
  revoke: { url: 'https://platform.openai.com/api-keys', source: ARTICLE },
  docs: { url: ARTICLE, source: ARTICLE },
  usage: {
    url: 'https://platform.openai.com/usage',
    source: 'https://help.openai.com/en/articles/6614457-troubleshooting-api-usage-and-spend-limits',
  },
  limits: {
    url: 'https://platform.openai.com/settings/organization/limits',
    source: 'https://help.openai.com/en/articles/6614457-troubleshooting-api-usage-and-spend-limits',
  },
  support: { url: 'https://help.openai.com', source: ARTICLE },
  security: { url: ARTICLE, source: ARTICLE },
  mfa: { url: 'https://help.openai.com/articles/7967234', source: ARTICLE },
  sessions: { url: 'https://help.openai.com/articles/20001257', source: ARTICLE },
}
