import type { Rule } from '../../types.ts'

const common = {
  provider: 'Stripe',
  checks: ['not-placeholder', 'not-words'],
  help: 'https://dashboard.stripe.com/apikeys',
  source: 'https://docs.stripe.com/keys',
  variable: 'STRIPE_SECRET_KEY',
} as const

export const stripe = [
  {
    ...common,
    id: 'stripe-live-key',
    title: 'Stripe live secret key',
    severity: 'critical',
    keywords: ['sk_live_', 'rk_live_', 'sk_prod_', 'rk_prod_'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>[sr]k_(?:live|prod)_[A-Za-z0-9]{10,250})(?![\w])/,
    examples: [
      'STRIPE_SECRET_KEY=sk_live_<alnum:24>',
      'rk_live_<alnum:99>',
      'rk_prod_<alnum:99>',
      "stripe('sk_live_<alnum:99>')",
    ],
    counterexamples: ['pk_live_<alnum:24>', 'sk_live_<alnum:8>', 'sk_live_<x:24>', 'sk_live_your_secret_key_here'],
  },
  {
    ...common,
    id: 'stripe-test-key',
    title: 'Stripe test secret key',
    severity: 'low',
    keywords: ['sk_test_', 'rk_test_'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>[sr]k_test_[A-Za-z0-9]{10,250})(?![\w])/,
    examples: ['STRIPE_SECRET_KEY=sk_test_<alnum:24>', 'rk_test_<alnum:99>'],
    counterexamples: ['pk_test_<alnum:24>', 'sk_test_<alnum:8>', 'sk_test_<x:24>'],
  },
  {
    ...common,
    id: 'stripe-webhook-secret',
    title: 'Webhook signing secret',
    severity: 'high',
    keywords: ['whsec_'],
    pattern: /(?<![A-Za-z0-9]{2})(?<secret>whsec_[A-Za-z0-9+/]{24,160}={0,2})(?![\w])/,
    checks: ['not-placeholder', 'not-words'],
    examples: ['STRIPE_WEBHOOK_SECRET=whsec_<alnum:32>', 'whsec_<b64:44>'],
    counterexamples: ['whsec_<alnum:10>', 'whsec_<x:32>', 'whsec_...'],
    help: 'https://dashboard.stripe.com/webhooks',
    source: 'https://docs.stripe.com/webhooks/signature',
    variable: 'STRIPE_WEBHOOK_SECRET',
  },
] satisfies Rule[]
