/** What a provider is known by, beside the variables and key formats that stand in the rules. */
export interface Provider {
  /** As in the rules. */
  readonly name: string
  /** Where its interface answers; subdomains count. */
  readonly hosts: readonly string[]
  /**
   * The packages that the provider itself publishes, as `<ecosystem>:<name>`. One that ends in `/` stands for all that begin so: a scope
   * of npm or a path of Go is one owner's. Names of PyPI are anybody's, so each is named in full.
   */
  readonly official: readonly string[]
}

/**
 * Providers of models first, since it is their keys that libraries ask for; then others. One that is not listed is known by its
 * variables and key formats alone. Hosts and packages are those that each provider's own reference and SDK pages name.
 */
export const PROVIDERS: readonly Provider[] = [
  {
    name: 'OpenAI',
    hosts: ['api.openai.com'],
    official: ['npm:openai', 'npm:@openai/', 'pypi:openai', 'pypi:openai-agents', 'go:github.com/openai/'],
  },
  {
    name: 'Anthropic',
    hosts: ['api.anthropic.com'],
    official: ['npm:@anthropic-ai/', 'pypi:anthropic', 'pypi:claude-agent-sdk', 'go:github.com/anthropics/'],
  },
  {
    name: 'Azure',
    hosts: [
      'openai.azure.com',
      'cognitiveservices.azure.com',
      'services.ai.azure.com',
      'models.inference.ai.azure.com',
    ],
    official: [
      'npm:@azure/',
      'pypi:azure-core',
      'pypi:azure-identity',
      'pypi:azure-ai-inference',
      'pypi:azure-ai-projects',
      'pypi:azure-storage-blob',
      'go:github.com/Azure/',
    ],
  },
  {
    name: 'Google',
    hosts: ['generativelanguage.googleapis.com', 'aiplatform.googleapis.com'],
    official: [
      'npm:@google/',
      'npm:@google-cloud/',
      'npm:googleapis',
      'npm:google-auth-library',
      'npm:@firebase/',
      'npm:firebase-tools',
      'pypi:google-genai',
      'pypi:google-generativeai',
      'pypi:google-auth',
      'pypi:google-cloud-aiplatform',
      'pypi:google-cloud-storage',
      'go:google.golang.org/',
      'go:cloud.google.com/',
    ],
  },
  {
    name: 'AWS',
    hosts: ['bedrock-runtime', 'bedrock-agent-runtime'],
    official: [
      'npm:aws-sdk',
      'npm:@aws-sdk/',
      'npm:@smithy/',
      'pypi:boto3',
      'pypi:botocore',
      'pypi:awscli',
      'go:github.com/aws/',
    ],
  },
  { name: 'AI21', hosts: ['api.ai21.com'], official: ['npm:ai21', 'pypi:ai21'] },
  {
    name: 'Alibaba Cloud',
    hosts: ['dashscope.aliyuncs.com', 'dashscope-intl.aliyuncs.com'],
    official: ['npm:@alicloud/', 'pypi:dashscope', 'go:github.com/aliyun/'],
  },
  {
    name: 'AssemblyAI',
    hosts: ['api.assemblyai.com'],
    official: ['npm:assemblyai', 'pypi:assemblyai', 'go:github.com/AssemblyAI/'],
  },
  { name: 'Baseten', hosts: ['inference.baseten.co', 'api.baseten.co'], official: ['pypi:baseten', 'pypi:truss'] },
  {
    name: 'Braintrust',
    hosts: ['api.braintrust.dev', 'api.braintrustdata.com'],
    official: ['npm:braintrust', 'npm:autoevals', 'pypi:braintrust', 'pypi:autoevals'],
  },
  { name: 'Cartesia', hosts: ['api.cartesia.ai'], official: ['npm:@cartesia/', 'pypi:cartesia'] },
  { name: 'Cerebras', hosts: ['api.cerebras.ai'], official: ['npm:@cerebras/', 'pypi:cerebras-cloud-sdk'] },
  {
    name: 'Cohere',
    hosts: ['api.cohere.ai', 'api.cohere.com'],
    official: ['npm:cohere-ai', 'pypi:cohere', 'go:github.com/cohere-ai/'],
  },
  {
    name: 'Deepgram',
    hosts: ['api.deepgram.com'],
    official: ['npm:@deepgram/', 'pypi:deepgram-sdk', 'go:github.com/deepgram/'],
  },
  { name: 'DeepSeek', hosts: ['api.deepseek.com'], official: [] },
  {
    name: 'ElevenLabs',
    hosts: ['api.elevenlabs.io'],
    official: ['npm:elevenlabs', 'npm:@elevenlabs/', 'pypi:elevenlabs'],
  },
  { name: 'Exa', hosts: ['api.exa.ai'], official: ['npm:exa-js', 'pypi:exa-py'] },
  { name: 'fal.ai', hosts: ['fal.run', 'rest.alpha.fal.ai'], official: ['npm:@fal-ai/', 'pypi:fal-client'] },
  { name: 'Firecrawl', hosts: ['api.firecrawl.dev'], official: ['npm:@mendable/firecrawl-js', 'pypi:firecrawl-py'] },
  { name: 'Fireworks AI', hosts: ['api.fireworks.ai'], official: ['pypi:fireworks-ai'] },
  { name: 'Friendli AI', hosts: ['api.friendli.ai', 'inference.friendli.ai'], official: ['npm:@friendliai/'] },
  { name: 'Groq', hosts: ['api.groq.com'], official: ['npm:groq-sdk', 'pypi:groq'] },
  {
    name: 'Helicone',
    hosts: ['api.helicone.ai', 'oai.helicone.ai', 'gateway.helicone.ai'],
    official: ['npm:@helicone/'],
  },
  {
    name: 'Hugging Face',
    hosts: ['api-inference.huggingface.co', 'router.huggingface.co', 'endpoints.huggingface.cloud'],
    official: ['npm:@huggingface/', 'pypi:huggingface-hub', 'pypi:transformers', 'pypi:datasets'],
  },
  { name: 'Hyperbolic', hosts: ['api.hyperbolic.xyz'], official: [] },
  { name: 'Jina AI', hosts: ['api.jina.ai'], official: ['pypi:jina'] },
  {
    name: 'LangSmith',
    hosts: ['api.smith.langchain.com'],
    official: [
      'npm:langsmith',
      'npm:@langchain/',
      'npm:langchain',
      'pypi:langsmith',
      'pypi:langchain',
      'pypi:langchain-core',
    ],
  },
  { name: 'Langfuse', hosts: ['cloud.langfuse.com'], official: ['npm:langfuse', 'npm:@langfuse/', 'pypi:langfuse'] },
  {
    name: 'LlamaCloud',
    hosts: ['api.cloud.llamaindex.ai'],
    official: [
      'npm:@llamaindex/',
      'npm:llamaindex',
      'pypi:llama-cloud',
      'pypi:llama-cloud-services',
      'pypi:llama-parse',
    ],
  },
  { name: 'Mem0', hosts: ['api.mem0.ai'], official: ['npm:mem0ai', 'pypi:mem0ai'] },
  { name: 'MiniMax', hosts: ['api.minimax.chat', 'api.minimax.io', 'api.minimaxi.com'], official: [] },
  {
    name: 'Mistral',
    hosts: ['api.mistral.ai', 'codestral.mistral.ai'],
    official: ['npm:@mistralai/', 'pypi:mistralai', 'pypi:mistral-common'],
  },
  {
    name: 'Mixedbread',
    hosts: ['api.mixedbread.com', 'api.mixedbread.ai'],
    official: ['npm:@mixedbread/', 'pypi:mixedbread'],
  },
  { name: 'Moonshot', hosts: ['api.moonshot.ai', 'api.moonshot.cn'], official: [] },
  { name: 'NVIDIA', hosts: ['integrate.api.nvidia.com', 'ai.api.nvidia.com'], official: [] },
  { name: 'OpenRouter', hosts: ['openrouter.ai'], official: ['npm:@openrouter/'] },
  { name: 'Perplexity', hosts: ['api.perplexity.ai'], official: ['npm:@perplexity-ai/', 'pypi:perplexityai'] },
  {
    name: 'Pinecone',
    hosts: ['api.pinecone.io'],
    official: ['npm:@pinecone-database/', 'pypi:pinecone', 'go:github.com/pinecone-io/'],
  },
  {
    name: 'Replicate',
    hosts: ['api.replicate.com'],
    official: ['npm:replicate', 'pypi:replicate', 'go:github.com/replicate/'],
  },
  { name: 'RunPod', hosts: ['api.runpod.io', 'api.runpod.ai'], official: ['npm:runpod-sdk', 'pypi:runpod'] },
  { name: 'Stability AI', hosts: ['api.stability.ai'], official: ['pypi:stability-sdk'] },
  { name: 'Tavily', hosts: ['api.tavily.com'], official: ['npm:@tavily/', 'pypi:tavily-python'] },
  {
    name: 'Together AI',
    hosts: ['api.together.xyz', 'api.together.ai'],
    official: ['npm:together-ai', 'pypi:together'],
  },
  {
    name: 'Vercel',
    hosts: ['ai-gateway.vercel.sh'],
    official: ['npm:ai', 'npm:@ai-sdk/', 'npm:@vercel/', 'npm:vercel', 'npm:next'],
  },
  { name: 'Voyage AI', hosts: ['api.voyageai.com'], official: ['npm:voyageai', 'pypi:voyageai'] },
  { name: 'Weights & Biases', hosts: ['api.wandb.ai'], official: ['npm:@wandb/', 'pypi:wandb', 'pypi:weave'] },
  { name: 'xAI', hosts: ['api.x.ai'], official: ['pypi:xai-sdk'] },
  {
    name: 'GitHub',
    hosts: [],
    official: ['npm:@octokit/', 'npm:octokit', 'npm:@actions/', 'npm:@github/', 'go:github.com/cli/'],
  },
  { name: 'GitLab', hosts: [], official: ['go:gitlab.com/gitlab-org/'] },
  {
    name: 'Stripe',
    hosts: ['api.stripe.com'],
    official: ['npm:stripe', 'npm:@stripe/', 'pypi:stripe', 'go:github.com/stripe/'],
  },
  { name: 'Slack', hosts: [], official: ['npm:@slack/', 'pypi:slack-sdk', 'pypi:slack-bolt'] },
  { name: 'Twilio', hosts: ['api.twilio.com'], official: ['npm:twilio', 'pypi:twilio', 'go:github.com/twilio/'] },
  {
    name: 'SendGrid',
    hosts: ['api.sendgrid.com'],
    official: ['npm:@sendgrid/', 'pypi:sendgrid', 'go:github.com/sendgrid/'],
  },
  { name: 'Sentry', hosts: [], official: ['npm:@sentry/', 'pypi:sentry-sdk', 'go:github.com/getsentry/'] },
  {
    name: 'Datadog',
    hosts: [],
    official: ['npm:dd-trace', 'npm:@datadog/', 'pypi:ddtrace', 'pypi:datadog', 'go:github.com/DataDog/'],
  },
  { name: 'npm', hosts: [], official: ['npm:npm', 'npm:@npmcli/', 'npm:npm-registry-fetch'] },
]
