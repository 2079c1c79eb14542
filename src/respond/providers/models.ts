import type { Provider } from './provider.ts'
import { catalogued, documented, linked } from './sources.ts'

/** Whoever runs models, and what is used beside them. */
export const models: readonly Provider[] = [
  {
    name: 'Anthropic',
    aliases: ['claude'],
    revoke: catalogued('https://console.anthropic.com/settings/keys'),
    docs: linked(
      'https://support.anthropic.com/en/articles/9767949-api-key-best-practices-keeping-your-keys-safe-and-secure',
    ),
    usage: linked('https://console.anthropic.com/settings/usage'),
    limits: linked('https://console.anthropic.com/settings/limits'),
    support: linked('https://support.anthropic.com'),
  },
  {
    name: 'Mistral',
    revoke: linked('https://console.mistral.ai/api-keys'),
    usage: linked('https://console.mistral.ai/usage'),
    docs: linked('https://docs.mistral.ai'),
  },
  {
    name: 'Cohere',
    revoke: linked('https://dashboard.cohere.com/api-keys'),
    usage: linked('https://dashboard.cohere.com/billing'),
  },
  {
    name: 'Groq',
    revoke: linked('https://console.groq.com/keys'),
    docs: linked('https://console.groq.com/docs/api-keys'),
    limits: linked('https://console.groq.com/settings/limits'),
  },
  {
    name: 'OpenRouter',
    revoke: linked('https://openrouter.ai/settings/keys'),
    usage: linked('https://openrouter.ai/activity'),
  },
  {
    name: 'Replicate',
    revoke: linked('https://replicate.com/account/api-tokens'),
    docs: documented('https://replicate.com/docs/topics/security/api-tokens'),
    usage: linked('https://replicate.com/account/billing'),
  },
  {
    name: 'DeepSeek',
    revoke: linked('https://platform.deepseek.com/api_keys'),
    usage: linked('https://platform.deepseek.com/usage'),
    docs: linked('https://api-docs.deepseek.com'),
  },
  {
    name: 'xAI',
    aliases: ['grok'],
    revoke: linked('https://console.x.ai'),
    docs: linked('https://docs.x.ai/docs'),
  },
  {
    name: 'Cerebras',
    revoke: linked('https://cloud.cerebras.ai'),
    docs: linked('https://inference-docs.cerebras.ai'),
  },
  {
    name: 'Perplexity',
    revoke: linked('https://www.perplexity.ai/settings/api'),
    docs: linked('https://docs.perplexity.ai'),
  },
  {
    name: 'Fireworks AI',
    revoke: linked('https://app.fireworks.ai/settings/users/api-keys'),
    docs: linked('https://docs.fireworks.ai'),
  },
  {
    name: 'ElevenLabs',
    revoke: linked('https://elevenlabs.io/app/settings/api-keys'),
    docs: documented('https://elevenlabs.io/docs/api-reference/authentication'),
  },
  {
    name: 'Hugging Face',
    revoke: catalogued('https://huggingface.co/settings/tokens'),
    docs: catalogued('https://huggingface.co/docs/hub/security-tokens'),
    usage: linked('https://huggingface.co/settings/billing'),
  },
  {
    name: 'Pinecone',
    revoke: linked('https://app.pinecone.io'),
    docs: documented('https://docs.pinecone.io/guides/projects/manage-api-keys'),
  },
  {
    name: 'LangSmith',
    aliases: ['langchain'],
    revoke: linked('https://smith.langchain.com/settings'),
    docs: documented('https://docs.langchain.com/langsmith/create-account-api-key'),
  },
  {
    name: 'Weights & Biases',
    aliases: ['wandb'],
    revoke: linked('https://wandb.ai/settings'),
    docs: linked('https://docs.wandb.ai'),
  },
]
